using System.Management.Automation;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Conventions.Tests.Subjects;

/// <summary>The cmdlets of the staged module, as PowerShell sees them.</summary>
public static class ModuleCommands
{
    private static readonly ModuleSession s_session = ModuleSession.Open();

    public static IReadOnlyList<CmdletInfo> All { get; } =
        [.. s_session.Run("Get-Command -Module SecAutomation").Succeeded().Output.Select(command => command.BaseObject).OfType<CmdletInfo>().OrderBy(command => command.Name, StringComparer.Ordinal)];

    public static IEnumerable<string> Names => All.Select(command => command.Name);

    /// <summary>The parameters of the cmdlet itself, without those that every cmdlet has.</summary>
    public static IEnumerable<ParameterMetadata> OwnParameters(CmdletInfo command) =>
        command.Parameters.Values
            .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name) && !Cmdlet.OptionalCommonParameters.Contains(parameter.Name))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal);

    /// <summary>The types of the product that a cmdlet says it emits.</summary>
    public static IReadOnlyList<Type> OutputTypes { get; } =
        [.. All.SelectMany(command => command.OutputType).Select(output => output.Type).Where(type => type?.Namespace == "SecAutomation").Distinct()];

    /// <summary>The assembly of the public types.</summary>
    public static System.Reflection.Assembly PublicTypes => OutputTypes[0].Assembly;
}
