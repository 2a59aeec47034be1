using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Errors;
using SecAutomation.Commands.Transformation;
using SecAutomation.Engine.Connections;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Forgets connections, here and in the file that keeps them, and logs off.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "SecConnection", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class UnregisterSecConnectionCommand : SecCmdlet
{
    /// <summary>Names, or objects of Get-SecConnection.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true), ConnectionNameTransformation]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[] Name { get; set; } = [];

    protected override void Accept()
    {
        foreach (string name in Name)
        {
            try
            {
                ConnectionRegistration connection = ConnectionRegistry.Find(name);
                string action = connection.IsPersisted ? $"Unregister connection and remove it from {ConnectionRegistry.File.Path}" : "Unregister connection";
                if (ShouldProcess($"{connection.Name} ({connection.Connector}, {connection.Url})", action))
                    ConnectionRegistry.Remove(connection.Name);
            }
            catch (FailureException failure)
            {
                WriteError(Failures.ToErrorRecord(failure, name));
            }
        }
    }
}
