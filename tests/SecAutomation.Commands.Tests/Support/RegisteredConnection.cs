using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography;
using SecAutomation.Testing;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests;

/// <summary>A connection of one test, under a name that no other test has: connections are the process's.</summary>
/// <param name="session">The shell.</param>
/// <param name="connector">The connector.</param>
internal sealed class RegisteredConnection(ModuleSession session, string connector) : IDisposable
{
    public string Name { get; } = $"{connector}-{RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8)}";

    public CommandResult Register(Uri url, (string User, string Password)? credential = null, string? authority = null, Hashtable? setting = null) => session.Run(
        $"param($Name, $Connector, $Url, $Credential, $Authority, $Setting) Register-SecConnection -Name $Name -Connector $Connector -Url $Url {(credential is null ? "" : "-Credential $Credential")} {(authority is null ? "" : "-CertificateAuthority $Authority")} -Setting $Setting",
        ("Name", Name), ("Connector", connector), ("Url", url), ("Credential", credential is { } known ? new PSCredential(known.User, Secret(known.Password)) : null), ("Authority", authority), ("Setting", setting ?? [])).Succeeded();

    /// <summary>A connection to the real Request Tracker or Redmine; skips the test where it was not started.</summary>
    /// <param name="session">The shell.</param>
    /// <param name="product">The connector.</param>
    public static RegisteredConnection ToRealTracker(ModuleSession session, string product)
    {
        TestServer server = TestServer.Require(product.ToUpperInvariant(), Assert.Skip);
        var connection = new RegisteredConnection(session, product);
        connection.Register(new Uri(server["URL"]), ("svc", server[product == "Redmine" ? "API_KEY" : "TOKEN"]), setting: product == "Redmine"
            ? new Hashtable { ["project"] = server["PROJECT"], ["team"] = server["TEAM"] }
            : new Hashtable { ["queue"] = server["QUEUE"] });
        return connection;
    }

    /// <summary>A text as PowerShell takes secrets.</summary>
    public static SecureString Secret(string text)
    {
        var secret = new SecureString();
        foreach (char c in text)
            secret.AppendChar(c);
        return secret;
    }

    public void Dispose() => session.Run("param($Name) Get-SecConnection \"$Name*\" | Unregister-SecConnection -Confirm:$false", ("Name", Name));
}
