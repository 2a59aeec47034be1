using System.Collections;
using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Machine;
using SecAutomation.Engine.Connections;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Whether this machine is fit to run SecAutomation. It asks nobody over the network.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SecEnvironment")]
[OutputType(typeof(EnvironmentCheck))]
public sealed class TestSecEnvironmentCommand : SecCmdlet
{
    private const string GetSecret = @"Microsoft.PowerShell.SecretManagement\Get-Secret";

    /// <summary>Only what did not pass.</summary>
    [Parameter]
    public SwitchParameter ProblemOnly { get; set; }

    protected override void Accept()
    {
        DateTimeOffset now = Time.GetUtcNow();
        string folder = Path.GetDirectoryName(Path.GetDirectoryName(typeof(EnvironmentCheck).Assembly.Location))!;
        SupportTable table = SupportTable.Read(Path.Combine(folder, SupportTable.FileName));
        var files = new ModuleFiles(folder);
        Write([table.Judge("PowerShell", "PowerShell", PowerShellVersion(), now), table.Judge("Runtime", ".NET", Environment.Version, now), table.JudgeAge(now)]);
        Write(files.Compare(StopToken));
        Write(files.Rights());
        Write(MachineClock.Judge(now, table.AsOf));
        Write(Run((_, token) => new TlsTrial(Time).TryAsync(token)));
        Write([TlsTrial.Trust()]);
        Write(OwnFiles.Rights());
        Write([Vault()]);
    }

    private void Write(IEnumerable<EnvironmentCheck> checks)
    {
        foreach (EnvironmentCheck check in checks.Where(check => !ProblemOnly || check.Outcome is CheckOutcome.Warning or CheckOutcome.Failed))
            WriteObject(check);
    }

    private Version PowerShellVersion()
    {
        string text = $"{(SessionState.PSVariable.GetValue("PSVersionTable") as IDictionary)?["PSVersion"]}";
        return Version.TryParse(text.Split('-')[0], out Version? version) ? version : new Version(0, 0);
    }

    private EnvironmentCheck Vault()
    {
        string[] users = [.. ConnectionRegistry.All(out _).Where(connection => connection.Secret.Any(secret => secret.Source == SecretSource.Vault)).Select(connection => connection.Name)];
        bool isThere = InvokeCommand.GetCommand(GetSecret, CommandTypes.Cmdlet | CommandTypes.Function) is not null;
        return new EnvironmentCheck
        {
            Check = "Vault",
            Outcome = isThere ? CheckOutcome.Passed : users.Length > 0 ? CheckOutcome.Failed : CheckOutcome.NotChecked,
            Detail = isThere ? "SecretManagement is installed." : "SecretManagement is not installed" + (users.Length > 0 ? $". Secrets of these connections are in its vaults: {string.Join(", ", users)}." : "; only -SecretSource vault: needs it."),
            NextStep = isThere || users.Length == 0 ? "" : "Run  Install-Module Microsoft.PowerShell.SecretManagement",
        };
    }
}
