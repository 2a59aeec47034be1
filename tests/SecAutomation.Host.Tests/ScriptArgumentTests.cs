using System.Management.Automation;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Host.Tests;

public sealed class ScriptArgumentTests : IDisposable
{
    private readonly ModuleSession _session = ModuleSession.OpenEmpty();

    [Theory]
    [InlineData("name=web01 count=3 loud=True path=default rest=", "-Name", "web01", "-Count", "3", "-Loud")]
    [InlineData("name=web01 count=3 loud=False path=default rest=", "web01", "3")]
    [InlineData("name=web01 count=0 loud=False path=default rest=", "-Name:web01", "-Loud:$false")]
    [InlineData("name=web01 count=0 loud=True path=x rest=", "-Loud:", "$true", "-Path", "x", "web01")]
    [InlineData("name=a b count=-2 loud=False path=$HOME rest=", "a b", "-2", "$HOME")]
    [InlineData("name=a count=1 loud=False path=p rest=q r", "a", "1", "p", "q", "r")]
    public void Parameters_bind_as_in_pwsh(string expected, params string[] words)
    {
        _session.Run("""
            function global:Show-Parameter {
                param([string] $Name, [int] $Count, [switch] $Loud, [string] $Path = 'default')
                "name=$Name count=$Count loud=$Loud path=$Path rest=$args" }
            """).Succeeded();
        using PowerShell shell = PowerShell.Create(_session.Runspace);

        ScriptArguments.Add(shell.AddCommand("Show-Parameter"), words);

        _session.Run(shell, null).OneObject().BaseObject.ShouldBe(expected);
    }

    public void Dispose() => _session.Dispose();
}
