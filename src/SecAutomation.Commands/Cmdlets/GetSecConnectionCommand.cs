using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Errors;
using SecAutomation.Commands.Transformation;
using SecAutomation.Engine.Connections;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Lists connections: those of this process, and those that are kept for every process.</summary>
[Cmdlet(VerbsCommon.Get, "SecConnection")]
[OutputType(typeof(SecConnection))]
public sealed class GetSecConnectionCommand : SecCmdlet
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true), ConnectionNameTransformation]
    [ValidateNotNullOrEmpty, SupportsWildcards, ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only those that have one of these roles.</summary>
    [Parameter, ValidateSet("Scanner", "Inventory", "Tracker", "Ledger")]
    public string[]? Role { get; set; }

    protected override void Accept()
    {
        IReadOnlyList<ConnectionRegistration> all = ConnectionRegistry.All(out FailureException? failure);
        if (failure is not null)
            WriteError(Failures.ToErrorRecord(failure));

        foreach (string name in Name)
        {
            var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
            ConnectionRegistration[] named = [.. all.Where(connection => pattern.IsMatch(connection.Name))];
            if (named.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
                WriteError(Failures.ToErrorRecord(new FailureException(FailureId.ConnectionNotFound, $"There is no connection {name}.", "Get-SecConnection lists those that there are.", name)));

            foreach (ConnectionRegistration connection in named.Where(connection => Role is null || connection.Role.Intersect(Role, StringComparer.OrdinalIgnoreCase).Any()))
                WriteObject(connection.Describe());
        }
    }
}
