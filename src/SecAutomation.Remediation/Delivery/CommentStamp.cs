using System.Security.Cryptography;
using System.Text;

namespace SecAutomation.Remediation.Delivery;

/// <summary>Names an event in the life of a ticket, so that it is told once.</summary>
public static class CommentStamp
{
    private const int Bytes = 6;

    /// <summary>The stamp of an event.</summary>
    /// <param name="key">The ticket's key.</param>
    /// <param name="occasion">What happened, without anything that differs when it is told again: no time, no run.</param>
    /// <returns><c>[sa:</c>, 12 hexadecimal digits and <c>]</c>.</returns>
    public static string Of(string key, string occasion) =>
        $"[sa:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\n{occasion}")), 0, Bytes).ToLowerInvariant()}]";
}
