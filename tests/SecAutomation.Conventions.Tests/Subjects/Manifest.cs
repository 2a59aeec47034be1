using System.Collections;
using System.Management.Automation.Language;

namespace SecAutomation.Conventions.Tests.Subjects;

/// <summary>The module's manifest, read as data.</summary>
public static class Manifest
{
    public static IReadOnlyList<string> Exported(RepositoryFile file, string key) =>
        Read(file)[key] switch
        {
            null => throw new InvalidDataException($"{file.Path} has no {key}."),
            string one => [one],
            IEnumerable several => [.. several.Cast<object>().Select(value => value.ToString()!)],
            object other => [other.ToString()!],
        };

    private static Hashtable Read(RepositoryFile file)
    {
        ScriptBlockAst script = Parser.ParseInput(file.Text, file.Path, out _, out _);
        return (Hashtable)((HashtableAst)script.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false)!).SafeGetValue();
    }
}
