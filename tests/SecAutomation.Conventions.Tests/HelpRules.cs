using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using SecAutomation.Conventions.Tests.Subjects;

namespace SecAutomation.Conventions.Tests;

/// <summary>What a page of help tells, and that it tells the truth.</summary>
public static class HelpRules
{
    public static IEnumerable<string> Outline(HelpPage page)
    {
        string path = page.File.Path;
        string[] sections = [.. page.Sections.Keys];
        if (!sections.SequenceEqual(HelpPage.SectionNames, StringComparer.Ordinal))
        {
            yield return $"{path}: the sections are {string.Join(", ", sections)}; they have to be {string.Join(", ", HelpPage.SectionNames)}.";
        }

        foreach (string empty in page.Sections.Where(section => section.Value.Length == 0).Select(section => section.Key)) yield return $"{path}: {empty} is empty.";
        if (page.File.Text.Contains("{{", StringComparison.Ordinal)) yield return $"{path}: a placeholder is left.";
        if (!page.File.Text.StartsWith("---\n", StringComparison.Ordinal) || !page.File.Text.Contains("\nschema: 2.0.0\n", StringComparison.Ordinal)) yield return $"{path}: the head of the schema is missing.";
        if (page.Examples.Count(example => example.Code.Length > 0) < 2) yield return $"{path}: there are fewer than two examples.";
    }

    public static IEnumerable<string> Parameters(HelpPage page, CmdletInfo command)
    {
        string path = page.File.Path;
        ParameterMetadata[] parameters = [.. ModuleCommands.OwnParameters(command).Where(parameter => parameter.Name is not ("WhatIf" or "Confirm"))];
        foreach (ParameterMetadata parameter in parameters)
        {
            if (!page.Parameters.TryGetValue(parameter.Name, out HelpParameter? told))
            {
                yield return $"{path} does not tell of -{parameter.Name}.";
                continue;
            }

            if (told.Description.Length < 20) yield return $"{path}: -{parameter.Name} is hardly described.";
            foreach ((string fact, string value) in Facts(parameter))
            {
                if (told.Facts.GetValueOrDefault(fact) != value) yield return $"{path}: -{parameter.Name} says \"{fact}: {told.Facts.GetValueOrDefault(fact)}\"; it is \"{value}\".";
            }
        }

        foreach (string name in page.Parameters.Keys.Except(parameters.Select(parameter => parameter.Name), StringComparer.Ordinal).Except(["WhatIf", "Confirm"], StringComparer.Ordinal))
        {
            yield return $"{path} tells of -{name}, which does not exist.";
        }
    }

    public static IEnumerable<string> Types(HelpPage page, CmdletInfo command)
    {
        foreach (Type output in command.OutputType.Select(output => output.Type).OfType<Type>())
        {
            if (!page.Sections.GetValueOrDefault("OUTPUTS", "").Contains("### " + output.FullName, StringComparison.Ordinal)) yield return $"{page.File.Path}: OUTPUTS does not name {output.FullName}.";
        }

        foreach (string set in command.ParameterSets.Select(set => set.Name).Where(name => name != ParameterAttribute.AllParameterSets))
        {
            if (!page.Sections.GetValueOrDefault("SYNTAX", "").Contains("### " + set, StringComparison.Ordinal)) yield return $"{page.File.Path}: SYNTAX does not name the parameter set {set}.";
        }
    }

    /// <summary>Examples that do not parse, or use a parameter that a cmdlet of the module does not have.</summary>
    public static IEnumerable<string> Examples(RepositoryFile file, IEnumerable<string> codes, IReadOnlyDictionary<string, string[]> parametersByCommand)
    {
        foreach (string code in codes)
        {
            ScriptBlockAst script = Parser.ParseInput(code, out _, out ParseError[] errors);
            foreach (ParseError error in errors) yield return $"{file.Path}: the example \"{FirstLine(code)}\" does not parse: {error.Message}";
            foreach (CommandAst command in script.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>())
            {
                if (command.GetCommandName() is not { } name || !parametersByCommand.TryGetValue(name, out string[]? parameters)) continue;
                foreach (CommandParameterAst parameter in command.CommandElements.OfType<CommandParameterAst>().Where(parameter => !parameters.Contains(parameter.ParameterName, StringComparer.Ordinal)))
                {
                    yield return $"{file.Path}: the example \"{FirstLine(code)}\" uses -{parameter.ParameterName}, which {name} does not have.";
                }
            }
        }
    }

    private static string FirstLine(string code) => code.Split('\n')[0];

    private static IEnumerable<(string Fact, string Value)> Facts(ParameterMetadata parameter)
    {
        ParameterAttribute[] attributes = [.. parameter.Attributes.OfType<ParameterAttribute>()];
        yield return ("Type", TypeName(parameter.ParameterType));
        yield return ("Aliases", string.Join(", ", parameter.Aliases.Order(StringComparer.Ordinal)));
        yield return ("Required", attributes.All(attribute => attribute.Mandatory) ? "True" : "False");
        yield return ("Position", attributes.Max(attribute => attribute.Position) is >= 0 and int position ? position.ToString(CultureInfo.InvariantCulture) : "Named");
        bool byValue = attributes.Any(attribute => attribute.ValueFromPipeline);
        bool byName = attributes.Any(attribute => attribute.ValueFromPipelineByPropertyName);
        yield return ("Accept pipeline input", (byValue, byName) switch { (true, true) => "True (ByPropertyName, ByValue)", (true, false) => "True (ByValue)", (false, true) => "True (ByPropertyName)", _ => "False" });
        yield return ("Accept wildcard characters", parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any() ? "True" : "False");
    }

    private static string TypeName(Type type) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? TypeName(underlying) : type == typeof(int) ? "Int32" : type.Name;
}
