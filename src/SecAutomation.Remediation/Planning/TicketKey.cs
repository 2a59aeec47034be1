using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace SecAutomation.Remediation.Planning;

/// <summary>A ticket's only identity across runs. It is minted once and travels inside the ticket.</summary>
public static class TicketKey
{
    /// <summary>Its beginning: the first version of how a key is made.</summary>
    public const string Prefix = "sa1-";

    // RFC 4648 in lower case: some trackers search without regard to case and some with it.
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int Characters = 26;
    private static readonly SearchValues<char> s_alphabet = SearchValues.Create(Alphabet);

    /// <summary>Makes a key from what stays the same however often the work is found: no address, no score, no team.</summary>
    /// <param name="instance">The tracker's own name.</param>
    /// <param name="group">What the ticket gathers.</param>
    /// <param name="episode">1, and one more for each time the work comes back.</param>
    /// <returns><c>sa1-</c> and 26 characters.</returns>
    public static string Mint(string instance, TicketGroup group, int episode)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteString("instance", instance);
            json.WriteString("group", group.Kind);
            json.WriteString("value", group.Value);
            json.WriteNumber("episode", episode);
            json.WriteEndObject();
        }

        byte[] hash = SHA256.HashData(stream.ToArray());
        return string.Create(Prefix.Length + Characters, hash, static (key, hash) =>
        {
            Prefix.CopyTo(key);
            for (int i = 0; i < Characters; i++)
            {
                int bit = i * 5;
                int pair = (hash[bit / 8] << 8) | hash[(bit / 8) + 1];
                key[Prefix.Length + i] = Alphabet[(pair >> (11 - (bit % 8))) & 31];
            }
        });
    }

    /// <summary>Whether a text has the shape of a key.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True for <c>sa1-</c> and 26 base32 characters.</returns>
    public static bool IsKey(string text) =>
        text.Length == Prefix.Length + Characters
        && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text.AsSpan(Prefix.Length).IndexOfAnyExcept(s_alphabet) < 0;
}
