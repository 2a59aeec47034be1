using System.Management.Automation;
using SecAutomation.Commands.Errors;
using SecAutomation.Engine.Connections;

namespace SecAutomation.Commands.Connections;

/// <summary>Finds and opens the connections that a cmdlet works over. On the pipeline's thread, where vaults and the prompt can be reached.</summary>
internal static class ConnectionUse
{
    /// <summary>Opens connections.</summary>
    /// <param name="cmdlet">The cmdlet; one of several connections that cannot be opened is its error, and the others go on.</param>
    /// <param name="names">Their names; empty: the default of the role.</param>
    /// <param name="role">What the product has to be, for example <c>Scanner</c>.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The connections; empty where none was named and none is the default.</returns>
    /// <exception cref="FailureException">The only connection cannot be opened.</exception>
    public static IReadOnlyList<LiveConnection> Open(PSCmdlet cmdlet, IReadOnlyList<string> names, string role, TimeProvider time)
    {
        if (names.Count == 0)
            return ConnectionRegistry.Default(role) is { } usual ? [Open(cmdlet, usual.Name, role, time)] : [];

        List<LiveConnection> open = [];
        foreach (string name in names.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            try
            {
                open.Add(Open(cmdlet, name, role, time));
            }
            catch (FailureException failure) when (names.Count > 1)
            {
                cmdlet.WriteError(Failures.ToErrorRecord(failure, name));
            }
        }

        return open;
    }

    /// <summary>Opens one connection.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="name">Its name.</param>
    /// <param name="role">What the product has to be; null: anything.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="FailureException">
    /// ConnectionNotFound, ConnectionInvalid (the product is something else, too), SecretMissing, SecretExposed, and the file of connections.
    /// </exception>
    public static LiveConnection Open(PSCmdlet cmdlet, string name, string? role, TimeProvider time)
    {
        ConnectionRegistration connection = Find(cmdlet, name, role);
        FirstCall.Prepare(connection);
        LiveConnection live = ConnectionRegistry.Open(connection.Name, ConnectorSource.Find, new SecretSession(cmdlet), time);
        cmdlet.WriteVerbose($"{live.Name} is {live.Connector.Title} at {live.BaseUrl}. {live.Budget}");
        return live;
    }

    /// <summary>Finds one connection.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="name">Its name.</param>
    /// <param name="role">What the product has to be; null: anything.</param>
    /// <exception cref="FailureException">ConnectionNotFound, ConnectionInvalid (the product is something else), and the file of connections.</exception>
    public static ConnectionRegistration Find(PSCmdlet cmdlet, string name, string? role)
    {
        ConnectionRegistration connection = ConnectionRegistry.Find(name);
        if (role is not null && !connection.Role.Contains(role, StringComparer.OrdinalIgnoreCase))
        {
            string fitting = string.Join(", ", ConnectionRegistry.All(out _).Where(other => other.Role.Contains(role, StringComparer.OrdinalIgnoreCase)).Select(other => other.Name));
            throw new FailureException(
                FailureId.ConnectionInvalid,
                $"The connection {connection.Name} ({connection.Connector}) is {string.Join(" and ", connection.Role)}, and {cmdlet.MyInvocation.MyCommand.Name} needs a connection that is {role}.",
                fitting.Length > 0 ? $"Name one of {fitting}." : "Register one with Register-SecConnection.",
                connection.Name);
        }

        return connection;
    }

    /// <summary>The error of a read. A connection whose credential was refused reads its secrets anew when it is used next, so that a mended one counts.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="source">The connection, or the file.</param>
    public static ErrorRecord ToErrorRecord(FailureException failure, string source)
    {
        if (failure.Id == FailureId.CredentialRefused)
            ConnectionRegistry.Forget(source);

        return Failures.ToErrorRecord(failure, source);
    }

    /// <summary>The failure of a call without a connection and without anything else to read.</summary>
    /// <param name="role">What the product would have to be.</param>
    /// <param name="alternative">What else the caller may give.</param>
    public static FailureException None(string role, string alternative)
    {
        string fitting = string.Join(", ", ConnectionRegistry.All(out _).Where(other => other.Role.Contains(role, StringComparer.OrdinalIgnoreCase)).Select(other => other.Name));
        return new FailureException(
            FailureId.ConnectionNotFound,
            $"No connection was named, and none is the default {role}.",
            (fitting.Length > 0 ? $"Name one of {fitting} with -Connection" : "Register one with Register-SecConnection -Default") + $", or give {alternative}.");
    }
}
