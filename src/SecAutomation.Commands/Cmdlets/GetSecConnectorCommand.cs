using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Connections;
using SecAutomation.Commands.Errors;
using SecAutomation.Engine.Manifests;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Lists the products and file formats that SecAutomation knows, and what a connection to each needs.</summary>
[Cmdlet(VerbsCommon.Get, "SecConnector")]
[OutputType(typeof(SecConnector))]
public sealed class GetSecConnectorCommand : SecCmdlet
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true), Alias("Connector")]
    [ValidateNotNullOrEmpty, SupportsWildcards, ArgumentCompleter(typeof(ConnectorCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only those that have one of these roles.</summary>
    [Parameter, ValidateSet("Scanner", "Inventory", "Tracker", "Intelligence", "Ledger")]
    public string[]? Role { get; set; }

    /// <summary>Only those that a connection can be registered to.</summary>
    [Parameter]
    public SwitchParameter Live { get; set; }

    protected override void Prepare()
    {
        _ = ConnectorSource.Catalog;
        foreach (FailureException failure in ConnectorSource.Failures)
            WriteError(Failures.ToErrorRecord(failure));
    }

    protected override void Accept()
    {
        foreach (string name in Name)
        {
            var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
            ConnectorManifest[] named = [.. ConnectorSource.Catalog.Connector.Where(connector => pattern.IsMatch(connector.Name))];
            if (named.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
                WriteError(Failures.ToErrorRecord(new FailureException(FailureId.ConnectorNotFound, $"There is no connector {name}.", "Get-SecConnector lists those that there are.", name)));

            foreach (SecConnector connector in named.Select(ConnectorShape.Of).Where(IsWanted))
                WriteObject(connector);
        }
    }

    private bool IsWanted(SecConnector connector) =>
        (!Live || connector.IsLive) && (Role is null || connector.Role.Intersect(Role, StringComparer.OrdinalIgnoreCase).Any());
}
