using SecAutomation.Engine.Manifests.Fields;
using SecAutomation.Engine.Streams.Text;

namespace SecAutomation.Engine.Streams;

/// <summary>Reads software, from child records or from a list in one value.</summary>
internal sealed class SoftwareReader(FieldReader fields, StreamField? field)
{
    private readonly TextPool _pool = fields.Pool;

    /// <summary>The software of the current record; null where the source did not say, empty where it said that there is none.</summary>
    public InstalledSoftware[]? Read()
    {
        if (field is null)
            return null;
        List<InstalledSoftware> found = [];
        if (field.IsInline)
            Add(found, name => fields.Text(field.Children.GetValueOrDefault(name)), () => [.. fields.Values(field.Children.GetValueOrDefault("source"))]);
        else if (field.Children.Count > 0)
            ReadRecords(found);
        else
            found = ReadTexts(field);
        if (found.Count == 0)
            return fields.SaysNone(field) ? [] : null;
        return Merge(found);
    }

    /// <summary>The same software once.</summary>
    internal static InstalledSoftware[] Merge(IReadOnlyList<InstalledSoftware> found)
    {
        if (found.Count == 1)
            return [found[0]];
        Dictionary<(string Name, string? Version, string? Publisher), InstalledSoftware> distinct = [];
        foreach (InstalledSoftware software in found)
        {
            (string Name, string? Version, string? Publisher) key = (
                software.Name.ToUpperInvariant(),
                software.Version?.ToUpperInvariant(),
                software.Publisher?.ToUpperInvariant());
            if (!distinct.TryGetValue(key, out InstalledSoftware? known))
                distinct.Add(key, software);
            else if (software.Source.Length > 0 || known.Cpe is null)
                distinct[key] = known with { Cpe = known.Cpe ?? software.Cpe, Source = [.. known.Source.Union(software.Source, StringComparer.OrdinalIgnoreCase)] };
        }

        return [.. distinct.Values];
    }

    private void ReadRecords(List<InstalledSoftware> found)
    {
        foreach (int slot in field!.Slots)
        {
            int count = fields.Reader.ChildCount(slot);
            for (int i = 0; i < count; i++)
            {
                int child = i;
                Add(found, name => Text(slot, child, name), () => Texts(slot, child, "source"));
            }
        }
    }

    private static void Add(List<InstalledSoftware> found, Func<string, string?> text, Func<string[]> source)
    {
        string? name = text("name");
        string? version = text("version");
        if (name is null && text("nameVersion") is { } both)
        {
            (name, string? split) = Split(both);
            version ??= split;
        }

        if (name is null)
            return;
        found.Add(new InstalledSoftware { Name = name, Version = version, Publisher = text("publisher"), Cpe = text("cpe"), Source = source() });
    }

    private List<InstalledSoftware> ReadTexts(StreamField list)
    {
        List<InstalledSoftware> found = [];
        foreach (string text in fields.Values(list))
        {
            (string name, string? version) = Split(text);
            found.Add(new InstalledSoftware { Name = _pool.Share(name), Version = version is null ? null : _pool.Share(version) });
        }

        return found;
    }

    /// <summary>"7-Zip 19.00" is a name and a version; "Word-2010" is a name, because nothing says where it ends.</summary>
    private static (string Name, string? Version) Split(string text)
    {
        int blank = text.LastIndexOf(' ');
        bool isVersion = blank > 0 && blank + 1 < text.Length && char.IsAsciiDigit(text[blank + 1]);
        return isVersion ? (text[..blank].TrimEnd(), text[(blank + 1)..]) : (text, null);
    }

    private string? Text(int slot, int child, string name)
    {
        if (!field!.Children.TryGetValue(name, out StreamField? mapped))
            return null;
        foreach (int childSlot in mapped.Slots)
        {
            string? text = fields.Reader.ChildText(slot, child, childSlot)?.Trim(' ', '\t', '\r', '\n', '\0');
            if (text is not null && !NoneWord.IsUnknown(text))
                return _pool.Share(fields.Unescape(text));
        }

        return null;
    }

    private string[] Texts(int slot, int child, string name)
    {
        if (!field!.Children.TryGetValue(name, out StreamField? mapped))
            return [];
        List<string> texts = [];
        foreach (int childSlot in mapped.Slots)
        {
            int count = fields.Reader.ChildValueCount(slot, child, childSlot);
            for (int i = 0; i < count; i++)
            {
                if (fields.Reader.ChildText(slot, child, childSlot, i) is { Length: > 0 } text)
                    texts.Add(_pool.Share(text));
            }
        }

        return [.. texts.Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
