using System.Security.Cryptography.X509Certificates;

namespace SecAutomation.Storage.Ledger;

/// <summary>A PostgreSQL database that keeps a ledger, and who asks. It is never shown as text.</summary>
public sealed class LedgerServer
{
    /// <summary>The server's name; its certificate has to bear it.</summary>
    public required string Host { get; init; }

    /// <summary>Its port. 5432.</summary>
    public int Port { get; init; } = 5432;

    /// <summary>The database.</summary>
    public required string Database { get; init; }

    /// <summary>The role.</summary>
    public required string UserName { get; init; }

    /// <summary>Its password; null where the server asks for none.</summary>
    public string? Password { get; init; }

    /// <summary>The schema of the tables; null: the first of the role's search path.</summary>
    public string? Schema { get; init; }

    /// <summary>The only certificate authorities that are trusted; empty: the system's.</summary>
    public IReadOnlyList<X509Certificate2> Authority { get; init; } = [];

    /// <summary>Whether TLS with a verified certificate is a must. True; false is for this machine alone, where TLS is used if the server offers it.</summary>
    public bool RequiresTls { get; init; } = true;

    /// <summary>Its address, without a secret.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"postgresql://{Host}:{Port}/{Database}");
}
