using System.Management.Automation;
using System.Management.Automation.Language;
using SecAutomation.Conventions.Tests.Subjects;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Conventions.Tests;

/// <summary>The examples of the help run as they stand, in a copy of the folder with the samples.</summary>
public sealed class HelpExampleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("samples").FullName;

    public HelpExampleTests()
    {
        foreach (string file in StagedFiles.All.Where(file => file.StartsWith("samples/", StringComparison.Ordinal)))
        {
            string copy = Path.Combine(_folder, file["samples/".Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(StagedModule.Combine(file), copy);
        }
    }

    public static TheoryData<string, string, string> RunnableExamples
    {
        get
        {
            TheoryData<string, string, string> examples = [];
            foreach (string name in ModuleCommands.Names)
            {
                HelpPage page = HelpPage.Parse(Checkout.File($"module/docs/en-US/{name}.md"));
                foreach ((string title, string code) in page.Examples.Where(example => NeedsNothingBeyondTheEngine(example.Code))) examples.Add(name, title, code);
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(RunnableExamples))]
    public void Runs_without_an_error_of_its_own(string command, string title, string code)
    {
        using ModuleSession session = ModuleSession.Open();
        session.Run("param($Folder) $null = $ExecutionContext.SessionState.Path.SetLocation($Folder)", ("Folder", _folder)).Succeeded();

        CommandResult result = session.Run(code);

        result.Errors.Append(result.Terminated).OfType<ErrorRecord>()
            .Select(error => $"{error.FullyQualifiedErrorId}: {error}")
            .ShouldBeEmpty($"{command}, {title}");
    }

    [Fact]
    public void Every_cmdlet_has_two_examples_that_run_in_the_engine() =>
        ModuleCommands.Names.Where(name => RunnableExamples.Count(row => row.Data.Item1 == name) < 2).ShouldBeEmpty();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool NeedsNothingBeyondTheEngine(string code) =>
        !ScriptRules.CommandsBeyondTheEngine(RepositoryFile.MadeUp("example", code), ModuleCommands.Names).Any()
        && Parser.ParseInput(code, out _, out _).Find(ast => ast is CommandAst, searchNestedScriptBlocks: true) is not null;
}
