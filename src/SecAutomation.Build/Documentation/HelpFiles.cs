using System.Text;
using SecAutomation.Build.Staging;

namespace SecAutomation.Build.Documentation;

/// <summary>The help of the module: the pages in, the files that <c>Get-Help</c> reads out.</summary>
/// <param name="Files">The files, below the module's folder.</param>
/// <param name="Problems">What is wrong in the pages; the files leave it out.</param>
public sealed record HelpFiles(IReadOnlyList<StagedFile> Files, IReadOnlyList<PageProblem> Problems)
{
    private const string Culture = "en-US";
    private const string AboutPrefix = "about_";

    /// <summary>The name that the engine looks for: that of the assembly with the cmdlets.</summary>
    public const string MamlName = "SecAutomation.Commands.dll-Help.xml";

    /// <summary>Makes the files.</summary>
    /// <param name="folder">The folder of the pages.</param>
    /// <param name="cmdlets">The cmdlets as the engine binds them.</param>
    public static HelpFiles Make(string folder, IReadOnlyList<CmdletShape> cmdlets)
    {
        List<PageProblem> problems = [];
        List<HelpPage> pages = [];
        List<StagedFile> files = [];
        foreach (string path in Pages(folder))
        {
            string text = File.ReadAllText(path);
            string name = Path.GetFileNameWithoutExtension(path);
            if (name.StartsWith(AboutPrefix, StringComparison.Ordinal))
            {
                string topic = AboutTopic.Render(path, text, problems);
                files.Add(StagedFile.Make($"{Culture}/{name}.help.txt", Encoding.UTF8.GetBytes(topic)));
            }
            else
            {
                pages.Add(HelpPageReader.Read(path, text, problems));
            }
        }

        HelpCheck.Compare(folder, pages, cmdlets, problems);
        files.Add(StagedFile.Make($"{Culture}/{MamlName}", MamlWriter.Write(pages, cmdlets)));
        return new HelpFiles(files, [.. problems.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line)]);
    }

    /// <summary>The pages, sorted.</summary>
    public static IEnumerable<string> Pages(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal)
        : [];
}
