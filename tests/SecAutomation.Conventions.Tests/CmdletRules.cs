using System.Management.Automation;
using SecAutomation.Conventions.Tests.Subjects;

namespace SecAutomation.Conventions.Tests;

/// <summary>What every cmdlet has.</summary>
public static class CmdletRules
{
    private static readonly string[] s_verbsThatRead = ["Get", "Find", "Test", "ConvertFrom", "ConvertTo"];
    private static readonly string[] s_verbsThatTakeAway = ["Close", "Undo", "Remove"];
    private static readonly string[] s_parametersToComplete = ["Connection", "Team", "GroupBy"];

    private static readonly HashSet<string> s_approvedVerbs = new(
        new[] { typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic), typeof(VerbsLifecycle), typeof(VerbsOther), typeof(VerbsSecurity) }
            .SelectMany(verbs => verbs.GetFields()).Select(field => (string)field.GetRawConstantValue()!),
        StringComparer.Ordinal);

    public static IEnumerable<string> Violations(CmdletInfo command)
    {
        Type type = command.ImplementingType;
        CmdletAttribute attribute = (CmdletAttribute)type.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Single();
        string name = command.Name;
        if (!s_approvedVerbs.Contains(command.Verb)) yield return $"{name}: {command.Verb} is no approved verb.";
        if (command.Noun.EndsWith('s')) yield return $"{name}: nouns are singular.";
        if (type.Name != command.Verb + command.Noun + "Command") yield return $"{name}: its class is {type.Name}, not {command.Verb}{command.Noun}Command.";
        if (type is { IsSealed: false }) yield return $"{name}: its class is not sealed.";
        if (command.OutputType.Count == 0) yield return $"{name} has no OutputType.";

        bool changes = !s_verbsThatRead.Contains(command.Verb, StringComparer.Ordinal);
        if (changes && !attribute.SupportsShouldProcess) yield return $"{name} changes things and has no -WhatIf.";
        if (!changes && attribute.SupportsShouldProcess) yield return $"{name} only reads and has a -WhatIf.";
        ConfirmImpact impact = s_verbsThatTakeAway.Contains(command.Verb, StringComparer.Ordinal) ? ConfirmImpact.High : ConfirmImpact.Medium;
        if (changes && attribute.SupportsShouldProcess && attribute.ConfirmImpact != impact) yield return $"{name}: its confirm impact is {attribute.ConfirmImpact}, not {impact}.";

        foreach (ParameterMetadata parameter in ModuleCommands.OwnParameters(command))
        {
            if (parameter.Name.EndsWith('s') && parameter.Name is not ("MinimumCvss" or "SeverityBasis" or "MaximumTickets" or "MinimumEpss"))
            {
                yield return $"{name} -{parameter.Name}: parameter names are singular.";
            }

            if (s_parametersToComplete.Contains(parameter.Name, StringComparer.Ordinal) && !Completes(parameter))
            {
                yield return $"{name} -{parameter.Name} completes nothing on Tab.";
            }

            if (parameter.ParameterType == typeof(bool)) yield return $"{name} -{parameter.Name}: use a switch.";
        }
    }

    private static bool Completes(ParameterMetadata parameter) =>
        parameter.ParameterType.IsEnum
        || parameter.ParameterType.GetElementType() is { IsEnum: true }
        || Nullable.GetUnderlyingType(parameter.ParameterType) is { IsEnum: true }
        || parameter.Attributes.Any(attribute => attribute is ArgumentCompleterAttribute or ArgumentCompletionsAttribute or ValidateSetAttribute);
}
