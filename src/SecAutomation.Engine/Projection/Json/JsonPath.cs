using System.Globalization;
using System.Text;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Projection.Json;

/// <summary>A path in our subset of JMESPath, with <c>^.</c> for the enclosing record.</summary>
internal sealed record JsonPath(int Up, IReadOnlyList<JsonStep> Steps)
{
    public static JsonPath Parse(string field, string path)
    {
        var text = new PathText(field, path);
        int up = 0;
        while (text.TryTake('^'))
        {
            up++;
            text.Take('.', "after ^ a dot and a name follow, as in ^.name");
        }

        if (text.TryTake('@'))
        {
            return text.IsAtEnd
                ? new JsonPath(up, [])
                : throw text.Wrong("@ stands alone, for the element itself");
        }

        if (text.IsAtEnd)
            throw text.Wrong(up == 0 ? "the path is empty" : "after ^. a name follows");

        var steps = new List<JsonStep>();
        if (text.Current != '[')
            steps.Add(new JsonStep(TakeName(ref text), -1));

        while (!text.IsAtEnd)
        {
            if (text.TryTake('['))
                steps.Add(TakeBracket(ref text));
            else if (text.TryTake('.'))
                steps.Add(new JsonStep(TakeName(ref text), -1));
            else
                throw text.Wrong($"'{text.Current}' is not expected; a path has .name, .\"quoted name\", [] and [n] only");
        }

        return new JsonPath(up, steps);
    }

    private static JsonStep TakeBracket(ref PathText text)
    {
        int start = text.Position;
        if (text.TryTake(']'))
            return JsonStep.AllElements;

        ReadOnlySpan<char> digits = text.TakeWhile(char.IsAsciiDigit);
        if (digits.IsEmpty || !text.TryTake(']'))
            throw text.Wrong("between [ and ] stands nothing or a number from 0; conditions and slices are not supported", start);

        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            ? new JsonStep(null, index)
            : throw text.Wrong("the number is too large", start);
    }

    private static string TakeName(ref PathText text)
    {
        if (text.TryTake('"'))
            return TakeQuoted(ref text);

        int start = text.Position;
        ReadOnlySpan<char> name = text.TakeWhile(static c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (name.IsEmpty)
        {
            throw text.Wrong(text.Current switch
            {
                '\0' => "a name is missing at the end",
                '*' => "wildcards are not supported",
                '[' => "after a dot a name follows; write name[] without a dot",
                '^' => "^ stands at the beginning only",
                _ => "a name is missing",
            });
        }

        if (char.IsAsciiDigit(name[0]))
            throw text.Wrong("a name that begins with a digit is quoted: \"9name\"", start);

        if (text.Current is '-' or ':' or '@' or '$' or ' ')
            throw text.Wrong($"a name with '{text.Current}' is quoted: \"{name}{text.Current}…\"");

        return name.ToString();
    }

    private static string TakeQuoted(ref PathText text)
    {
        int start = text.Position;
        var name = new StringBuilder();
        while (!text.IsAtEnd)
        {
            char c = text.TakeAny();
            if (c == '"')
                return name.Length > 0 ? name.ToString() : throw text.Wrong("the quoted name is empty", start);

            if (c == '\\')
            {
                if (text.IsAtEnd)
                    break;

                c = text.TakeAny();
                if (c is not ('"' or '\\' or '/'))
                    throw text.Wrong("in a quoted name only \\\" and \\\\ are escapes", text.Position - 2);
            }

            name.Append(c);
        }

        throw text.Wrong("the quote is not closed", start - 1);
    }
}
