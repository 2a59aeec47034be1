using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Manifests.Requests;

namespace SecAutomation.Engine.Manifests.Fields;

/// <summary>Brings the value of a placeholder into its forms.</summary>
internal static class ValueText
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One value, or each of several, in all forms; what is not text yet is written culture-invariant.</summary>
    /// <param name="value">A value of <see cref="TemplateValues"/>.</param>
    /// <param name="forms">The forms, in order.</param>
    /// <returns>One text, or several where no form joined them.</returns>
    public static object Shape(object value, IReadOnlyList<ValueForm> forms)
    {
        object current = value is IReadOnlyList<string> ? value : Plain(value, forms);
        foreach (ValueForm form in forms)
        {
            current = form switch
            {
                ValueForm.Comma => current is IReadOnlyList<string> several ? string.Join(',', several) : current,
                ValueForm.Json => JsonSerializer.Serialize(current, current is string ? typeof(string) : typeof(IReadOnlyList<string>), s_json),
                _ => current is IReadOnlyList<string> list ? Joined([.. list.Select(one => Escape(one, form))], form) : Escape((string)current, form),
            };
        }

        return current;
    }

    private static object Joined(IReadOnlyList<string> texts, ValueForm form) => form switch
    {
        ValueForm.Aql or ValueForm.Jql or ValueForm.Fql or ValueForm.OData or ValueForm.TicketSql or ValueForm.EncodedQuery => string.Join(',', texts),
        ValueForm.Alternatives => string.Join('|', texts),
        _ => texts,
    };

    private static string Plain(object value, IReadOnlyList<ValueForm> forms) => value switch
    {
        string text => text,
        Secret secret => secret.Use(text => text),
        bool flag => flag ? "true" : "false",
        DateTimeOffset date => Date(date, forms),
        ReadOnlyMemory<byte> bytes => forms is [ValueForm.Base64, ..] ? Encoding.Latin1.GetString(bytes.Span) : Encoding.UTF8.GetString(bytes.Span),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Date(DateTimeOffset date, IReadOnlyList<ValueForm> forms)
    {
        foreach (ValueForm form in forms)
        {
            switch (form)
            {
                case ValueForm.UnixSeconds:
                    return date.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
                case ValueForm.UnixMilliseconds:
                    return date.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
                case ValueForm.Date:
                    return date.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            }
        }

        return date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    private static string Escape(string text, ValueForm form) => form switch
    {
        ValueForm.Lower => text.ToLowerInvariant(),
        ValueForm.Upper => text.ToUpperInvariant(),
        ValueForm.Base64 => Convert.ToBase64String(text.All(c => c < 256) ? Encoding.Latin1.GetBytes(text) : Encoding.UTF8.GetBytes(text)),
        ValueForm.Aql or ValueForm.Jql => Quoted(text, '"'),
        ValueForm.Alternatives => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '.')),
        ValueForm.Fql or ValueForm.TicketSql => Quoted(text, '\''),
        ValueForm.OData => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        ValueForm.EncodedQuery => text.Replace("^", "^^", StringComparison.Ordinal),
        ValueForm.Ldap => Ldap(text),
        ValueForm.Regex => Before(text, @"\*+?|{}[]()^$.#/""", c => $"\\{c}"),
        ValueForm.Lucene => Before(text, "\\+-&|!(){}[]^\"~*?:/", c => $"\\{c}"),
        _ => text,
    };

    // A line end inside a literal ends it in most of these languages, and no name holds one.
    private static string Quoted(string text, char quote)
    {
        var quoted = new StringBuilder().Append(quote);
        foreach (char c in text)
        {
            if (c == quote || c == '\\')
                quoted.Append('\\');
            quoted.Append(char.IsControl(c) ? ' ' : c);
        }

        return quoted.Append(quote).ToString();
    }

    private static string Ldap(string text)
    {
        var escaped = new StringBuilder();
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            if (b is >= 0x80 or < 0x20 or (byte)'(' or (byte)')' or (byte)'*' or (byte)'\\')
                escaped.Append(CultureInfo.InvariantCulture, $"\\{b:x2}");
            else
                escaped.Append((char)b);
        }

        return escaped.ToString();
    }

    private static string Before(string text, string special, Func<char, string> escape) =>
        string.Concat(text.Select(c => special.Contains(c, StringComparison.Ordinal) ? escape(c) : c.ToString()));
}
