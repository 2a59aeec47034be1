using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Connections;
using SecAutomation.Commands.Errors;
using SecAutomation.Commands.Transformation;
using SecAutomation.Engine.Connections;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Answers one by one what can be wrong with a connection.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SecConnection")]
[OutputType(typeof(ConnectionCheck))]
public sealed class TestSecConnectionCommand : SecCmdlet
{
    /// <summary>Names, or objects of Get-SecConnection; every connection where none is named.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true), ConnectionNameTransformation]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>How many records the shares of filled fields are taken from; 0: none is read.</summary>
    [Parameter, ValidateRange(0, 10_000)]
    public int SampleSize { get; set; } = 100;

    protected override void Accept()
    {
        string[] names = Name;
        if (names.Length == 0)
        {
            names = [.. ConnectionRegistry.All(out FailureException? failure).Select(connection => connection.Name)];
            if (failure is not null)
                WriteError(Failures.ToErrorRecord(failure));
        }

        foreach (string name in names)
            Ask(name);
    }

    private void Ask(string name)
    {
        try
        {
            ConnectionTesting testing = ConnectionTesting.Begin(this, name, Time);
            Run((writer, token) => testing.RunAsync(SampleSize, writer, token));
        }
        catch (FailureException failure)
        {
            WriteError(Failures.ToErrorRecord(failure, name));
        }
    }
}
