using SecAutomation.Conventions.Tests.Subjects;
using SecAutomation.Testing;

namespace SecAutomation.Conventions.Tests;

/// <summary>What the assemblies of the staged module refer to, and where they lie.</summary>
public sealed class LoadContextTests
{
    [Fact]
    public void Built_assemblies_reference_PowerShell_only_from_the_commands_and_their_import()
    {
        IReadOnlyList<AssemblyFile> assemblies = StagedFiles.OwnAssemblies;
        assemblies.Where(assembly => assembly.References.Contains("System.Management.Automation", StringComparer.Ordinal))
            .Select(assembly => assembly.Name).ShouldBe(["SecAutomation.Commands", $"SecAutomation.Import.{RepositoryRoot.ModuleVersion}"], ignoreOrder: true);
    }

    [Fact]
    public void The_public_types_reference_nothing_but_the_framework() =>
        StagedFiles.OwnAssemblies.Single(assembly => assembly.Name == "SecAutomation").References
            .Where(reference => reference is not ("mscorlib" or "netstandard") && !reference.StartsWith("System.", StringComparison.Ordinal))
            .ShouldBeEmpty("a base type or interface from elsewhere would be loaded before the load context is there");

    [Fact]
    public void No_public_type_derives_from_anything_but_the_framework() =>
        ModuleCommands.PublicTypes.GetTypes()
            .SelectMany(type => type.GetInterfaces().Append(type.BaseType ?? typeof(object)).Select(parent => (type, parent)))
            .Where(pair => pair.parent.Assembly != pair.type.Assembly && pair.parent.Assembly.GetName().Name is { } name && !name.StartsWith("System.", StringComparison.Ordinal))
            .Select(pair => $"{pair.type} derives from {pair.parent}.").ShouldBeEmpty();

    [Fact]
    public void No_assembly_is_staged_twice() =>
        StagedFiles.All.Where(file => file.EndsWith(".dll", StringComparison.Ordinal) && !file.Contains("runtimes/", StringComparison.Ordinal))
            .GroupBy(Path.GetFileName, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
}
