namespace SecAutomation.Build.Documentation;

/// <summary>Compares the pages with the cmdlets.</summary>
public static class HelpCheck
{
    // The engine describes these by itself; a page may say more.
    private static readonly string[] s_optional = ["WhatIf", "Confirm"];

    /// <summary>Adds a problem for each difference.</summary>
    /// <param name="folder">The folder of the pages.</param>
    /// <param name="pages">The pages.</param>
    /// <param name="cmdlets">The cmdlets.</param>
    /// <param name="problems">Where problems go.</param>
    public static void Compare(
        string folder,
        IReadOnlyList<HelpPage> pages,
        IReadOnlyList<CmdletShape> cmdlets,
        ICollection<PageProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(pages);
        ArgumentNullException.ThrowIfNull(cmdlets);
        ArgumentNullException.ThrowIfNull(problems);
        foreach (CmdletShape cmdlet in cmdlets)
        {
            HelpPage? page = pages.FirstOrDefault(p => p.Name == cmdlet.Name);
            if (page is null)
            {
                problems.Add(new PageProblem(
                    Path.Combine(folder, cmdlet.Name + ".md"), 1, $"The cmdlet {cmdlet.Name} has no page."));
                continue;
            }

            CompareSyntax(page, cmdlet, problems);
            CompareParameters(page, cmdlet, problems);
        }

        foreach (HelpPage page in pages.Where(page => cmdlets.All(cmdlet => cmdlet.Name != page.Name)))
        {
            problems.Add(new PageProblem(page.File, 1, $"The module has no cmdlet {page.Name}."));
        }
    }

    private static void CompareSyntax(HelpPage page, CmdletShape cmdlet, ICollection<PageProblem> problems)
    {
        List<string> expected = [.. cmdlet.Sets.Select(set => $"{cmdlet.Name} {set.Syntax}")];
        foreach (HelpText stands in page.Syntax.Where(syntax => !expected.Remove(syntax.Name)))
        {
            problems.Add(new PageProblem(page.File, stands.Line, $"The cmdlet has no such syntax: {stands.Name}"));
        }

        foreach (string missing in expected)
        {
            problems.Add(new PageProblem(page.File, page.Syntax.FirstOrDefault()?.Line ?? 1, $"The syntax is missing: {missing}"));
        }
    }

    private static void CompareParameters(HelpPage page, CmdletShape cmdlet, ICollection<PageProblem> problems)
    {
        foreach (ParameterShape parameter in cmdlet.Parameters)
        {
            HelpParameter? stands = page.Parameter.FirstOrDefault(p => p.Name == parameter.Name);
            if (stands is not null)
            {
                CompareMetadata(page, stands, cmdlet, problems);
            }
            else if (!s_optional.Contains(parameter.Name, StringComparer.Ordinal))
            {
                problems.Add(new PageProblem(page.File, 1, $"The parameter -{parameter.Name} is not described."));
            }
        }

        foreach (HelpParameter stands in page.Parameter.Where(p => cmdlet.Parameters.All(shape => shape.Name != p.Name)))
        {
            problems.Add(new PageProblem(page.File, stands.Line, $"The cmdlet has no parameter -{stands.Name}."));
        }
    }

    // A parameter may bind differently in different sets; what the page says must be true in one of them.
    private static void CompareMetadata(
        HelpPage page, HelpParameter stands, CmdletShape cmdlet, ICollection<PageProblem> problems)
    {
        List<ParameterShape> shapes = [.. cmdlet.Sets.SelectMany(set => set.Parameters).Where(p => p.Name == stands.Name)];
        Check("Type", shape => shape.TypeName);
        Check("Required", shape => shape.IsRequired ? "True" : "False");
        Check("Position", shape => shape.Position);
        Check("Accept pipeline input", shape => shape.Pipeline);
        Check("Aliases", shape => string.Join(", ", shape.Aliases.Order(StringComparer.Ordinal)));

        void Check(string key, Func<ParameterShape, string> value)
        {
            List<string> right = [.. shapes.Select(value).Distinct(StringComparer.Ordinal)];
            string said = key == "Aliases"
                ? string.Join(", ", stands[key].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal))
                : stands[key];
            if (!right.Contains(said, StringComparer.Ordinal))
            {
                problems.Add(new PageProblem(
                    page.File, stands.Line, $"-{stands.Name}: '{key}' is '{string.Join("' or '", right)}', not '{said}'."));
            }
        }
    }
}
