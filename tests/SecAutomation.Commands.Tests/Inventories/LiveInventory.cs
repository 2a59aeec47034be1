using System.Collections;
using System.Management.Automation;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Inventories;

/// <summary>A connection to a real inventory, and what the cmdlets make of it.</summary>
/// <param name="session">The shell.</param>
/// <param name="connector">The connector.</param>
internal sealed class LiveInventory(ModuleSession session, string connector) : IDisposable
{
    private readonly RegisteredConnection _connection = new(session, connector);

    public string Name => _connection.Name;

    public CommandResult Register(Uri url, (string User, string Password)? credential = null, string? authority = null, Hashtable? setting = null) =>
        _connection.Register(url, credential, authority, setting);

    /// <summary>Steps 2 and 3; what is said to debug is among the output.</summary>
    public CommandResult Look(string[] hosts, string more = "") => session.Run(
        $$"""
        param($Name, $Hosts)
        $DebugPreference = 'Continue'
        $all = @($Hosts | Find-Asset -Connection $Name {{more}} 5>&1)
        $all | Where-Object { $_ -is [System.Management.Automation.DebugRecord] }
        $all | Where-Object { $_ -isnot [System.Management.Automation.DebugRecord] } | Get-AssetDetail
        """,
        ("Name", Name), ("Hosts", hosts));

    /// <summary>Steps 2 and 3 without an error, and how many requests that took.</summary>
    public (IReadOnlyList<PSObject> Details, int Requests) Find(string[] hosts, string more = "")
    {
        CommandResult result = Look(hosts, more).Succeeded();
        return (Details(result), result.Output.Count(value => value.BaseObject is DebugRecord record && record.Message.Contains(" -> ", StringComparison.Ordinal)));
    }

    public CommandResult Test() => session.Run("param($Name) Test-SecConnection -Name $Name", ("Name", Name)).Succeeded();

    public static IReadOnlyList<PSObject> Details(CommandResult result) => [.. result.Output.Where(value => value.BaseObject is not DebugRecord)];

    public void Dispose() => _connection.Dispose();
}
