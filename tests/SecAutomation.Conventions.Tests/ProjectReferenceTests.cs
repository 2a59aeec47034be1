using SecAutomation.Conventions.Tests.Subjects;

namespace SecAutomation.Conventions.Tests;

/// <summary>Commands alone sees PowerShell, Connectors alone sees vendors, and the public types see nobody.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> s_allowedProjects = new(StringComparer.Ordinal)
    {
        ["SecAutomation"] = [],
        ["SecAutomation.Import"] = ["SecAutomation"],
        ["SecAutomation.Engine"] = ["SecAutomation"],
        ["SecAutomation.Connectors"] = ["SecAutomation", "SecAutomation.Engine"],
        ["SecAutomation.Remediation"] = ["SecAutomation"],
        ["SecAutomation.Storage"] = ["SecAutomation"],
        ["SecAutomation.Commands"] = ["SecAutomation", "SecAutomation.Import", "SecAutomation.Engine", "SecAutomation.Connectors", "SecAutomation.Remediation", "SecAutomation.Storage"],
        ["SecAutomation.Host"] = [],
        ["SecAutomation.Build"] = [],
    };

    private static readonly Dictionary<string, string[]> s_allowedPackages = new(StringComparer.Ordinal)
    {
        ["SecAutomation"] = [],
        ["SecAutomation.Import"] = ["PowerShellStandard.Library"],
        ["SecAutomation.Engine"] = ["RestSharp", "YamlDotNet", "CsvHelper"],
        ["SecAutomation.Connectors"] = [],
        ["SecAutomation.Remediation"] = ["Markdig", "Fluid.Core", "TimeZoneConverter"],
        ["SecAutomation.Storage"] = ["Microsoft.Data.Sqlite", "Npgsql"],
        ["SecAutomation.Commands"] = ["PowerShellStandard.Library"],
        ["SecAutomation.Host"] = ["System.Management.Automation", "Microsoft.PowerShell.SDK"],
        ["SecAutomation.Build"] = ["Markdig", "YamlDotNet"],
    };

    [Fact]
    public void Product_projects_reference_only_what_the_design_allows() =>
        Checkout.With(".csproj").Where(file => file.IsBelow("src")).Select(Project.Parse)
            .SelectMany(Violations).ShouldBeEmpty();

    [Fact]
    public void Every_product_project_has_a_test_project()
    {
        string[] all = [.. Checkout.With(".csproj").Select(file => Path.GetFileNameWithoutExtension(file.Name))];
        // What an import does is tested from outside, with the cmdlets.
        s_allowedProjects.Keys.Where(name => name != "SecAutomation.Import").Where(name => !all.Contains(name + ".Tests", StringComparer.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Command_and_convention_tests_reference_no_product_project() =>
        Checkout.With(".csproj").Where(file => file.IsBelow("tests")).Select(Project.Parse)
            .Where(project => project.Name is "SecAutomation.Commands.Tests" or "SecAutomation.Conventions.Tests")
            .SelectMany(project => project.ProjectReferences
                .Where(reference => reference is not ("SecAutomation.Testing" or "SecAutomation.Build" or "SecAutomation.Host"))
                .Select(reference => $"{project.Name} references {reference}, but it tests the staged module."))
            .ShouldBeEmpty();

    [Fact]
    public void A_reference_that_the_design_does_not_allow_is_noticed()
    {
        RepositoryFile file = RepositoryFile.MadeUp("src/SecAutomation.Remediation/SecAutomation.Remediation.csproj", """
            <Project>
              <ItemGroup>
                <PackageReference Include="YamlDotNet" />
                <ProjectReference Include="..\SecAutomation.Engine\SecAutomation.Engine.csproj" />
              </ItemGroup>
            </Project>
            """);

        Violations(Project.Parse(file)).ShouldBe([
            "SecAutomation.Remediation may not reference SecAutomation.Engine.",
            "SecAutomation.Remediation may not use the package YamlDotNet.",
        ]);
    }

    [Fact]
    public void A_project_that_nobody_decided_on_is_noticed() =>
        Violations(new Project("SecAutomation.Helpers", [], [])).ShouldHaveSingleItem();

    private static IEnumerable<string> Violations(Project project)
    {
        if (!s_allowedProjects.TryGetValue(project.Name, out string[]? projects))
        {
            return [$"{project.Name} is no project of the design: add it to the table with what it may reference."];
        }

        return project.ProjectReferences.Except(projects, StringComparer.Ordinal)
            .Select(reference => $"{project.Name} may not reference {reference}.")
            .Concat(project.PackageReferences.Except(s_allowedPackages[project.Name], StringComparer.Ordinal)
                .Select(package => $"{project.Name} may not use the package {package}."));
    }
}
