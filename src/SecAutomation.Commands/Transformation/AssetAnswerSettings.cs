using System.Collections;
using System.Globalization;
using SecAutomation.Remediation.Intelligence.Assets;

namespace SecAutomation.Commands.Transformation;

/// <summary>Reads <c>-AssetAnswer</c>: what of an asset answers which question of a decision table, as a hashtable.</summary>
internal static class AssetAnswerSettings
{
    /// <summary>The answers that come with the module, and in front of them those of the caller.</summary>
    /// <param name="settings">Question to answer to patterns; null for none.</param>
    /// <exception cref="FailureException">ValueInvalid: it has another shape, or a pattern is none.</exception>
    public static AssetAnswers Read(IDictionary? settings)
    {
        List<AssetAnswer> answers = [];
        foreach (DictionaryEntry question in settings ?? new Hashtable())
        {
            IDictionary values = PropertyBag.Unwrap(question.Value) as IDictionary ?? throw Wrong(Text(question.Key));
            foreach (DictionaryEntry value in values)
                answers.AddRange(Patterns(value.Value).Select(pattern => new AssetAnswer(Text(question.Key), Text(value.Key), pattern)));
        }

        return AssetAnswers.Default.With(answers);
    }

    private static IEnumerable<string> Patterns(object? value) =>
        PropertyBag.Unwrap(value) is IEnumerable many and not string ? many.Cast<object?>().Select(Text) : [Text(value)];

    private static string Text(object? value) => Convert.ToString(PropertyBag.Unwrap(value), CultureInfo.InvariantCulture) ?? "";

    private static FailureException Wrong(string question) => new(
        FailureId.ValueInvalid,
        $"'{question}' of -AssetAnswer is no hashtable of answers.",
        "Write it as @{ 'Publicly Exposed' = @{ Yes = 'tag:dmz', 'network:perimeter*'; No = 'tag:lan' } }.",
        question);
}
