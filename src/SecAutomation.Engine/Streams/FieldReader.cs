using System.Buffers.Text;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Streams.Text;

namespace SecAutomation.Engine.Streams;

/// <summary>Reads the fields of the current record as what they mean. A value that cannot be understood is reported and left out.</summary>
/// <remarks>Every method takes a null field, for one that the stream does not map.</remarks>
internal sealed partial class FieldReader(RecordReader reader, FailureTally tally, Lookup? lookup = null, TextPool? pool = null, TextEscaping escaping = TextEscaping.None, int zoneMinutes = 0)
{
    private const int LongestQuote = 60;
    private const int LongestCve = 32;

    /// <summary>A year and a number have as many at least.</summary>
    private const int FewestDigits = 8;
    private const string Blanks = " \t\r\n";

    private readonly TextPool _pool = pool ?? new TextPool();
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);
    private byte[][][]? _lookedUp;

    /// <summary>Keeps texts that are said often once.</summary>
    public TextPool Pool => _pool;

    /// <summary>The records.</summary>
    public RecordReader Reader => reader;

    /// <summary>The first value, without blanks around it; empty where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> Bytes(StreamField? field)
    {
        if (field is null)
            return default;
        foreach (int slot in field.Slots)
        {
            ReadOnlySpan<byte> value = BytesOf(field, slot, 0);
            if (!value.IsEmpty)
                return value.Trim(" \t\r\n"u8);
        }

        return field.Otherwise is null ? default : Bytes(field.Otherwise);
    }

    /// <summary>Goes to the record that the current one refers to.</summary>
    /// <param name="by">Its key.</param>
    /// <param name="place">Its number among those of the same enclosing record, used where no key is there.</param>
    /// <returns>False where it refers to one that the document does not hold.</returns>
    public bool LookUp(StreamField? by, StreamField? place = null)
    {
        _lookedUp = null;
        if (by is null || lookup is null)
            return true;
        if (Text(by) is { } key)
            _lookedUp = lookup.Find(key);
        else if (!Utf8Parser.TryParse(Bytes(place), out int number, out _) || number < 0)
            return true;
        else
            _lookedUp = lookup.Find(reader.ParentOrdinal, number);
        return _lookedUp is not null || lookup.IsEmpty || !lookup.IsComplete;
    }

    /// <summary>The first value as text; null where there is none or where it says nothing.</summary>
    public string? Text(StreamField? field)
    {
        ReadOnlySpan<byte> bytes = Bytes(field);
        if (bytes.IsEmpty)
            return null;
        if (field!.Part is null && escaping == TextEscaping.None)
            return _pool.Share(bytes) is var shared && NoneWord.IsUnknown(shared) ? null : shared;
        string text = Unescape(Encoding.UTF8.GetString(bytes));
        if (field.Part is { } part && part.Match(text) is { Success: true } match)
            text = match.Groups[1].Value;
        return NoneWord.IsUnknown(text) ? null : _pool.Share(text);
    }

    /// <summary>The first value as it stands there, also where it is a word for none.</summary>
    public string? RawText(StreamField? field)
    {
        ReadOnlySpan<byte> bytes = Bytes(field);
        return bytes.IsEmpty ? null : escaping == TextEscaping.None ? _pool.Share(bytes) : _pool.Share(Unescape(Encoding.UTF8.GetString(bytes)));
    }

    /// <summary>A text as people wrote it.</summary>
    public string Unescape(string text) =>
        escaping == TextEscaping.Html && text.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text;

    /// <summary>All values, split where the manifest says so, each once; values that say nothing are left out.</summary>
    public List<string> Values(StreamField? field)
    {
        List<string> values = [];
        if (field is null)
            return values;
        foreach (int slot in field.Slots)
        {
            if (field.IsOfElements)
            {
                AddElements(values, field, slot);
                continue;
            }

            int count = CountOf(field, slot);
            for (int i = 0; i < count; i++)
            {
                if (field.JsonKey.Length > 0)
                    AddJson(values, field, BytesOf(field, slot, i));
                else
                    AddSplit(values, Unescape(Encoding.UTF8.GetString(BytesOf(field, slot, i))), field.Separators);
            }
        }

        return values.Count == 0 && field.Otherwise is not null ? Values(field.Otherwise) : values;
    }

    /// <summary>Several texts as one: each once, joined with "or", because the source could not decide.</summary>
    public string? JoinedText(StreamField? field)
    {
        List<string> values = Values(field);
        return values.Count switch { 0 => null, 1 => _pool.Share(values[0]), _ => _pool.Share(string.Join(" or ", values)) };
    }

    /// <summary>A point in time, UTC.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public DateTimeOffset? Date(StreamField? field)
    {
        ReadOnlySpan<byte> bytes = Bytes(field);
        if (bytes.IsEmpty)
            return null;
        if (!DateText.TryParse(bytes, field!.DateFormats, out DateTimeOffset? date))
            ReportInvalid(field, bytes, "is no date");
        return zoneMinutes == 0 || date is null || DateText.NamesZone(Encoding.UTF8.GetString(bytes)) ? date : date.Value.AddMinutes(-zoneMinutes);
    }

    /// <summary>The latest, or the earliest, of several points in time: an aggregator has one of each of its sources.</summary>
    public DateTimeOffset? DateAmong(StreamField? field, bool latest)
    {
        DateTimeOffset? best = null;
        foreach (string value in Values(field))
        {
            if (!DateText.TryParse(value, field!.DateFormats, out DateTimeOffset? date))
                ReportInvalid(field, value, "is no date");
            else if (date is not null && (best is null || (latest ? date > best : date < best)))
                best = date;
        }

        return best;
    }

    /// <summary>A CVSS base score.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double? Score(StreamField? field)
    {
        ReadOnlySpan<byte> bytes = Bytes(field);
        if (bytes.IsEmpty)
            return null;
        if (!CvssText.TryScore(bytes, out double? score))
            ReportInvalid(field!, bytes, "is no CVSS base score from 0.0 to 10.0");
        return score;
    }

    /// <summary>A probability or a share from 0 to 1.</summary>
    public double? Share(StreamField? field)
    {
        ReadOnlySpan<byte> bytes = Bytes(field);
        if (bytes.IsEmpty)
            return null;
        if (Utf8Parser.TryParse(bytes, out double share, out int consumed) && consumed == bytes.Length && share is >= 0 and <= 1)
            return share;
        ReportInvalid(field!, bytes, "is no number from 0 to 1");
        return null;
    }

    /// <summary>A word of one of the connector's tables; null where there is none or where the table does not know it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T? Label<T>(StreamField? field, LabelTable<T> table)
        where T : struct, Enum
    {
        ReadOnlySpan<byte> bytes = Bytes(field);
        if (bytes.IsEmpty)
            return null;
        if (table.TryGet(bytes, out T value))
            return value;
        ReportInvalid(field!, bytes, $"is none of {string.Join(", ", table.Labels)}");
        return null;
    }

    /// <summary>The first value that one of the connector's tables knows; null where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T? KnownLabel<T>(StreamField? field, LabelTable<T> table)
        where T : struct, Enum
    {
        if (field is null)
            return null;
        foreach (int slot in field.Slots)
        {
            if (table.TryGet(BytesOf(field, slot, 0).Trim(" \t\r\n"u8), out T value))
                return value;
        }

        return null;
    }

    /// <summary>A port; null for 0, which scanners write where a finding belongs to none.</summary>
    public int? Port(StreamField? field)
    {
        ReadOnlySpan<byte> bytes = Bytes(field);
        if (bytes.IsEmpty)
            return null;
        if (Utf8Parser.TryParse(bytes, out int port, out int consumed)
            && port is >= 0 and <= 65535
            && (consumed == bytes.Length || bytes[consumed] is (byte)'/' or (byte)' '))
        {
            return port == 0 ? null : port;
        }

        if (!bytes.StartsWith("general"u8) && !NoneWord.IsUnknown(Encoding.UTF8.GetString(bytes)))
            ReportInvalid(field!, bytes, "is no port from 0 to 65535");
        return null;
    }

    /// <summary>Yes or no.</summary>
    public bool? Flag(StreamField? field)
    {
        string? text = Text(field);
        switch (text?.ToUpperInvariant())
        {
            case null:
                return null;
            case "TRUE" or "YES" or "Y" or "1":
                return true;
            case "FALSE" or "NO" or "N" or "0":
                return false;
            default:
                ReportInvalid(field!, Bytes(field), "is neither true nor false");
                return null;
        }
    }

    /// <summary>Whether there is a CVE.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool HasCve(StreamField? field)
    {
        if (field is null)
            return false;
        foreach (int slot in field.Slots)
        {
            int count = CountOf(field, slot);
            for (int i = 0; i < count; i++)
            {
                if (CveText.IsIn(BytesOf(field, slot, i)))
                    return true;
            }
        }

        return field.Otherwise is not null && HasCve(field.Otherwise);
    }

    /// <summary>The CVEs, upper-case, distinct and sorted.</summary>
    public string[] Cves(StreamField? field)
    {
        if (field is null)
            return [];
        HashSet<string> found = _found;
        found.Clear();
        foreach (int slot in field.Slots)
        {
            int count = CountOf(field, slot);
            for (int i = 0; i < count; i++)
                CveText.AddAll(BytesOf(field, slot, i), found);
            if (field.IsFirstWithCve && found.Count > 0)
                break;
        }

        if (found.Count == 0)
            return field.Otherwise is null ? [] : Cves(field.Otherwise);
        string[] cves = [.. found];
        foreach (ref string cve in cves.AsSpan())
            cve = _pool.Share(cve);
        Array.Sort(cves, StringComparer.Ordinal);
        return cves;
    }

    /// <summary>Whether the source says that there is none: an empty list, or the word. An empty cell says nothing.</summary>
    public bool SaysNone(StreamField? field)
    {
        if (field is null)
            return false;
        foreach (int slot in field.Slots)
        {
            FieldState state = field.IsLookedUp ? FieldState.Absent : reader.State(slot);
            if (state == FieldState.Empty && reader.Map.Format != RecordFormat.Csv)
                return true;
            if (state == FieldState.Present && reader.Count(slot) == 1 && Ascii.EqualsIgnoreCase(reader.Bytes(slot).Trim(" "u8), "none"u8))
                return true;
        }

        return false;
    }

    /// <summary>Reports a value that was left out.</summary>
    public void ReportInvalid(StreamField field, ReadOnlySpan<byte> value, string complaint) =>
        ReportInvalid(field, Encoding.UTF8.GetString(value[..Math.Min(value.Length, 4 * LongestQuote)]), complaint);

    /// <inheritdoc cref="ReportInvalid(StreamField, ReadOnlySpan{byte}, string)"/>
    public void ReportInvalid(StreamField field, string value, string complaint) =>
        tally.Report(
            FailureId.ValueInvalid,
            () => ($"{reader.Place}: the value '{Quote(value)}' of {field.Term.Name} {complaint}; it was left out.", null));

    /// <summary>Reports a value that is meant to be a CVE and has not its form. Running text, and identifiers of other kinds, are none.</summary>
    public void ReportUnreadableCve(StreamField? field)
    {
        if (field is null || field.IsFirstWithCve)
            return;
        ReadOnlySpan<byte> value = Bytes(field);
        if (value.Length is < FewestDigits or > LongestCve || !Ascii.EqualsIgnoreCase(value[..3], "CVE"u8))
            return;
        int digits = 0;
        foreach (byte b in value)
            digits += b is >= (byte)'0' and <= (byte)'9' ? 1 : 0;
        if (digits >= FewestDigits)
            ReportInvalid(field, value, "is not of the form CVE-2021-44228");
    }

    /// <summary>Reports a reference to what the document does not define.</summary>
    public void ReportUndefined(ReadOnlySpan<byte> key)
    {
        string text = Encoding.UTF8.GetString(key[..Math.Min(key.Length, 4 * LongestQuote)]);
        tally.Report(
            FailureId.ValueInvalid,
            () => ($"{reader.Place}: the document does not define '{Quote(text)}'. The finding counts without what the definition would say of it, such as CVEs, title and score.", null));
    }

    /// <summary>A text that is safe in a message: short, in one line, without control characters.</summary>
    internal static string Quote(string text)
    {
        StringBuilder quoted = new();
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, LongestQuote)))
            quoted.Append(char.IsControl(c) || char.IsSurrogate(c) ? '?' : c);
        return text.Length > LongestQuote ? quoted.Append('…').ToString() : quoted.ToString();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int CountOf(StreamField field, int slot) =>
        !field.IsLookedUp ? reader.Count(slot) : _lookedUp is null ? 0 : _lookedUp[slot].Length;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlySpan<byte> BytesOf(StreamField field, int slot, int i)
    {
        ReadOnlySpan<byte> value = !field.IsLookedUp ? reader.Bytes(slot, i)
            : _lookedUp is not null && i < _lookedUp[slot].Length ? _lookedUp[slot][i] : default;
        if (field.PairName.Length > 0)
            value = PairText.Find(value, field.PairName);
        foreach (byte[] absent in field.Absent)
        {
            if (value.SequenceEqual(absent))
                return default;
        }

        return value;
    }

    private static void AddSplit(List<string> values, string text, string separators)
    {
        if (separators.Length == 0)
        {
            Add(values, text);
            return;
        }

        foreach (string part in text.Split(separators.ToCharArray()))
            Add(values, part);
    }

    private static void Add(List<string> values, string text)
    {
        string trimmed = ShownText.Clean(text.Trim(Blanks.ToCharArray()));
        if (!NoneWord.IsUnknown(trimmed) && !values.Contains(trimmed, StringComparer.OrdinalIgnoreCase))
            values.Add(trimmed);
    }

    /// <summary>Some products put JSON into one value; the texts under one key of it count.</summary>
    private void AddJson(List<string> values, StreamField field, ReadOnlySpan<byte> json)
    {
        List<string>? found = EmbeddedJson.Texts(json, field.JsonKey);
        if (found is null)
        {
            ReportInvalid(field, json, "is no JSON");
            return;
        }

        foreach (string text in found)
            Add(values, text);
    }
}
