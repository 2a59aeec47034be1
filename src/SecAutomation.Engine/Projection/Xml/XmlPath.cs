using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Projection.Xml;

/// <summary>A path in our subset of XPath, with <c>../</c> for the enclosing element. Names are local names.</summary>
internal sealed record XmlPath(int Up, IReadOnlyList<XmlStep> Steps, string? Attribute)
{
    public static XmlPath Parse(string field, string path)
    {
        var text = new PathText(field, path);
        int up = 0;
        while (text.TryTake("../"))
            up++;

        if (text.TryTake("."))
        {
            return text.IsAtEnd
                ? new XmlPath(up, [], null)
                : throw text.Wrong(". stands alone, for the element itself; for the enclosing element write ../name or ../@name");
        }

        text.TryTake('/');
        var steps = new List<XmlStep>();
        while (true)
        {
            if (text.TryTake('@'))
            {
                string attribute = TakeName(ref text);
                return text.IsAtEnd
                    ? new XmlPath(up, steps, attribute)
                    : throw text.Wrong("nothing follows an attribute");
            }

            string name = TakeName(ref text);
            steps.Add(new XmlStep(name, TakePredicates(ref text)));
            if (text.IsAtEnd)
                return new XmlPath(up, steps, null);

            text.Take('/', $"'{text.Current}' is not expected; a path has a/b, @name, tag[@name='value'] and ../ only");
        }
    }

    private static List<XmlPredicate> TakePredicates(ref PathText text)
    {
        const string Form = "a condition has the form [@name='value']";
        var predicates = new List<XmlPredicate>();
        while (text.TryTake('['))
        {
            text.Take('@', Form);
            string attribute = TakeName(ref text);
            text.Take('=', Form);
            char quote = text.Current;
            if (quote is not ('\'' or '"'))
                throw text.Wrong(Form);

            text.TakeAny();
            string value = text.TakeWhile(c => c != quote).ToString();
            text.Take(quote, "the quote is not closed");
            text.Take(']', Form);
            predicates.Add(new XmlPredicate(attribute, value));
        }

        return predicates;
    }

    private static string TakeName(ref PathText text)
    {
        int start = text.Position;
        ReadOnlySpan<char> name = text.TakeWhile(static c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.');
        if (name.IsEmpty)
        {
            throw text.Wrong(text.Current switch
            {
                '\0' => "a name is missing at the end",
                '*' => "wildcards are not supported",
                '/' => "// is not supported; name each element",
                _ => "a name is missing",
            });
        }

        if (text.Current == ':')
            throw text.Wrong("names are local names, without a namespace prefix");

        return char.IsLetter(name[0]) || name[0] == '_'
            ? string.Intern(name.ToString())
            : throw text.Wrong("a name begins with a letter or _; ../ stands at the beginning only", start);
    }
}
