using System.Net;
using System.Security;

namespace SecAutomation.Engine.Authentication;

/// <summary>A value that is never shown: not by <see cref="ToString"/>, not by serializers, not by a debugger's display.</summary>
[System.Diagnostics.DebuggerDisplay("***")]
public sealed class Secret : IDisposable
{
    private readonly SecureString _value;

    /// <summary>Takes a copy of a value.</summary>
    public Secret(SecureString value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value.Copy();
        _value.MakeReadOnly();
    }

    /// <summary>Takes a value that is text already, as a server's token is.</summary>
    public static Secret FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var value = new SecureString();
        foreach (char c in text)
            value.AppendChar(c);

        return new Secret(value);
    }

    /// <summary>Hands the value to what needs it, for as long as that takes.</summary>
    public T Use<T>(Func<string, T> use)
    {
        ArgumentNullException.ThrowIfNull(use);
        return use(new NetworkCredential("", _value).Password);
    }

    /// <summary>Three stars.</summary>
    public override string ToString() => "***";

    /// <inheritdoc/>
    public void Dispose() => _value.Dispose();
}
