using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Connections;
using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Manifests;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Adds a connector of your own: a folder of YAML, data and no code.</summary>
[Cmdlet(VerbsLifecycle.Register, "SecConnector", SupportsShouldProcess = true)]
[OutputType(typeof(SecConnector))]
public sealed class RegisterSecConnectorCommand : SecCmdlet
{
    /// <summary>The folder with connector.yaml, or a folder of such folders.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true), Alias("PSPath", "FullName"), ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Keep the folder's path for later processes.</summary>
    [Parameter]
    public SwitchParameter Persist { get; set; }

    protected override void Accept()
    {
        foreach (string path in Path)
        {
            string folder = System.IO.Path.TrimEndingDirectorySeparator(FullPath(path));
            if (!ShouldProcess(folder, Persist ? $"Register connector and keep its folder in {ConnectionRegistry.File.Path}" : "Register connector"))
                continue;

            IReadOnlyList<ConnectorManifest> connectors = ConnectorSource.Add(folder);
            if (Persist)
                ConnectionRegistry.KeepConnectorFolder(folder);

            foreach (ConnectorManifest connector in connectors)
                WriteObject(ConnectorShape.Of(connector));
        }
    }
}
