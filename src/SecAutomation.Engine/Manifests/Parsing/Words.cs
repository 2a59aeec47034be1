using SecAutomation.Engine.Projection;

namespace SecAutomation.Engine.Manifests.Parsing;

/// <summary>The values of an enumeration as manifests write them: with a lower-case first letter; formats all in lower case.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal static class Words<T>
    where T : struct, Enum
{
    /// <summary>Every word, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetNames<T>().Select(Write)];

    /// <summary>The word of a value.</summary>
    public static string Of(T value) => Write(value.ToString());

    /// <summary>The value of a word; null where it is none.</summary>
    public static T? Parse(string word)
    {
        for (int i = 0; i < All.Count; i++)
        {
            if (string.Equals(All[i], word, StringComparison.Ordinal))
                return Enum.GetValues<T>()[i];
        }

        return null;
    }

    private static string Write(string name) => typeof(T) == typeof(RecordFormat)
        ? name.ToLowerInvariant()
        : char.ToLowerInvariant(name[0]) + name[1..];
}
