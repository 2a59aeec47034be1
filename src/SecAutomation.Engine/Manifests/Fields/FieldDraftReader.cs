using System.Globalization;
using SecAutomation.Engine.Manifests.Parsing;

namespace SecAutomation.Engine.Manifests.Fields;

/// <summary>Reads the field map of a stream's YAML.</summary>
internal static class FieldDraftReader
{
    /// <summary>Reads <c>fields</c>: a word of the vocabulary, then a path, a list of paths, or a map with more to say.</summary>
    public static IReadOnlyList<FieldDraft> Read(MapReader fields, IReadOnlyList<FieldTerm> vocabulary)
    {
        List<FieldDraft> drafts = [];
        foreach (ManifestEntry entry in fields.TakeAll())
        {
            string word = entry.Key.Text;
            FieldTerm? term = vocabulary.FirstOrDefault(candidate => string.Equals(candidate.Name, word, StringComparison.Ordinal));
            if (term is null)
            {
                string offer = Spelling.Offer(word, vocabulary.Select(candidate => candidate.Name));
                fields.Problems.Add(fields.File, entry.Key, $"'{word}' is no field of {Describe(vocabulary)}. {offer}");
            }
            else if (ReadOne(fields, term, entry, ofAssets: ReferenceEquals(vocabulary, FieldVocabulary.Assets)) is { } draft)
            {
                drafts.Add(draft);
            }
        }

        return drafts;
    }

    private static string Describe(IReadOnlyList<FieldTerm> vocabulary) =>
        ReferenceEquals(vocabulary, FieldVocabulary.Findings) ? "findings"
        : ReferenceEquals(vocabulary, FieldVocabulary.Assets) ? "assets"
        : ReferenceEquals(vocabulary, FieldVocabulary.AssetParts) ? "parts of assets"
        : ReferenceEquals(vocabulary, FieldVocabulary.Ratings) ? "ratings"
        : ReferenceEquals(vocabulary, FieldVocabulary.Elements) ? "addresses"
        : ReferenceEquals(vocabulary, FieldVocabulary.Cves) ? "CVEs"
        : ReferenceEquals(vocabulary, FieldVocabulary.Statements) ? "statements" : "software";

    private static FieldDraft? ReadOne(MapReader fields, FieldTerm term, ManifestEntry entry, bool ofAssets)
    {
        if (entry.Value is ManifestMap map)
            return ReadLong(new MapReader(fields.File, map, $"the field '{term.Name}'", fields.Problems), term, ofAssets);
        IReadOnlyList<ManifestScalar> paths = fields.Scalars(entry.Key.Text);
        if (term.Kind == FieldKind.Ratings)
            fields.Problems.Add(fields.File, entry.Key, $"'{term.Name}' has 'fields' of its own.");
        return paths.Count == 0 ? null : new FieldDraft { Term = term, Paths = paths };
    }

    private static FieldDraft? ReadLong(MapReader reader, FieldTerm term, bool ofAssets)
    {
        IReadOnlyList<FieldDraft>? children = null;
        IReadOnlyList<ManifestScalar> paths;
        RatingSourcesDraft? sources = null;
        if (term.Kind == FieldKind.Ratings && reader.Has("bySource"))
        {
            paths = reader.Scalars("bySource");
            sources = RatingSourcesDraft.Read(reader);
        }
        else if (reader.Has("records") || reader.Has("fields") || term.Kind == FieldKind.Ratings)
        {
            paths = reader.Scalars("records");
            children = ReadChildren(reader, term, ofAssets);
        }
        else
        {
            paths = reader.Scalars("path", required: true);
        }

        FieldDraft draft = new()
        {
            Term = term,
            Paths = paths,
            Children = children,
            Order = children is null ? reader.Word<FieldValueOrder>("take") ?? FieldValueOrder.First
                : paths.Count > 1 ? FieldValueOrder.All : FieldValueOrder.First,
            DateFormats = [.. reader.Scalars("date").Select(format => format.Text)],
            Separators = ReadSeparators(reader),
            JsonKey = reader.Text("json"),
            PairName = reader.Text("pair"),
            Except = RegexReader.Read(reader, "except"),
            Otherwise = reader.Scalars("otherwise"),
            Sources = sources,
            IsTree = sources is not null,
            Part = RegexReader.Read(reader, "part"),
            Absent = [.. reader.Scalars("absent").Select(text => text.Text)],
            Severities = term.Kind == FieldKind.Severity ? ConnectorTables.ReadLabels<Severity>(reader) : null,
            States = term.Kind == FieldKind.State ? ConnectorTables.ReadLabels<StateWord>(reader) : null,
        };
        reader.Close();
        CheckUse(reader, draft);
        return paths.Count == 0 && !draft.IsInline ? null : draft;
    }

    private static IReadOnlyList<FieldDraft> ReadChildren(MapReader reader, FieldTerm term, bool ofAssets)
    {
        MapReader? fields = reader.Child("fields", $"the records of '{term.Name}'", required: true);
        if (fields is null)
            return [];
        if (ofAssets && term.Kind is FieldKind.Addresses or FieldKind.MacAddresses)
        {
            IReadOnlyList<FieldDraft> elements = Read(fields, FieldVocabulary.Elements);
            if (!elements.Any(element => element.Term.Name == FieldVocabulary.ElementValue))
                reader.Problems.Add(reader.File, fields.Map, $"The records of '{term.Name}' need '{FieldVocabulary.ElementValue}'.");
            return elements;
        }

        bool isRatings = term.Kind == FieldKind.Ratings;
        IReadOnlyList<FieldDraft> children = Read(fields, isRatings ? FieldVocabulary.Ratings : FieldVocabulary.Software);
        if (!isRatings && term.Kind != FieldKind.Software)
            reader.Problems.Add(reader.File, reader.Place("records"), $"'{term.Name}' has no records of its own; give it a 'path'.");
        else if (isRatings ? !children.Any(child => child.Term.Name == "score") : !children.Any(child => child.Term.Name is "name" or "nameVersion"))
            reader.Problems.Add(reader.File, fields.Map, isRatings ? "The records of 'cvss' need 'score'." : "The records of 'software' need 'name' or 'nameVersion'.");
        return children;
    }

    private static string ReadSeparators(MapReader reader)
    {
        string separators = "";
        foreach (ManifestScalar word in reader.Scalars("split"))
        {
            if (Words<Separator>.Parse(word.Text) is { } separator)
            {
                separators += separator switch
                {
                    Separator.Comma => ",",
                    Separator.Semicolon => ";",
                    Separator.Bar => "|",
                    Separator.Slash => "/",
                    Separator.Space => " \t",
                    _ => "\r\n",
                };
            }
            else
            {
                string offer = Spelling.Offer(word.Text, Words<Separator>.All);
                reader.Problems.Add(reader.File, word, $"'{word.Text}' is no separator. {offer}");
            }
        }

        return separators;
    }

    /// <summary>A setting that changes nothing is a mistake of its author.</summary>
    private static void CheckUse(MapReader reader, FieldDraft draft)
    {
        FieldKind kind = draft.Term.Kind;
        string name = draft.Term.Name;
        if (reader.Has("take") && draft.Paths.Count < 2)
            reader.Problems.Add(reader.File, reader.Place("take"), $"'take' changes nothing: '{name}' has one path.");
        if (draft.DateFormats.Count > 0 && kind != FieldKind.Date)
            reader.Problems.Add(reader.File, reader.Place("date"), $"'date' changes nothing: '{name}' is no date.");
        if (draft.Separators.Length > 0 && kind is not (FieldKind.Names or FieldKind.Texts or FieldKind.Software))
            reader.Problems.Add(reader.File, reader.Place("split"), $"'split' changes nothing: '{name}' is not a list of texts.");
        if (draft.Separators.Length > 0 && draft.Children is not null)
            reader.Problems.Add(reader.File, reader.Place("split"), $"'split' changes nothing where '{name}' has records.");
        if (draft.JsonKey.Length > 0 && kind is not (FieldKind.Names or FieldKind.Texts or FieldKind.Addresses or FieldKind.MacAddresses))
            reader.Problems.Add(reader.File, reader.Place("json"), $"'json' changes nothing: '{name}' is not a list of texts.");
        if (draft.PairName.Length > 0 && (draft.JsonKey.Length > 0 || draft.Children is not null))
            reader.Problems.Add(reader.File, reader.Place("pair"), $"'pair' changes nothing where '{name}' has JSON or records.");
        if (draft.Except is not null && draft.Children?.Any(child => child.Term.Name == FieldVocabulary.ElementKind) != true)
            reader.Problems.Add(reader.File, reader.Place("except"), $"'except' changes nothing: the records of '{name}' have no '{FieldVocabulary.ElementKind}'.");
        if (draft.Otherwise.Count > 0 && kind is not (FieldKind.Addresses or FieldKind.MacAddresses))
            reader.Problems.Add(reader.File, reader.Place("otherwise"), $"'otherwise' is for addresses; give '{name}' a list of paths.");
        if (draft.Part is not null && kind != FieldKind.Text)
            reader.Problems.Add(reader.File, reader.Place("part"), $"'part' changes nothing: '{name}' is not one text.");
        if (draft.Order == FieldValueOrder.FirstWithCve && kind != FieldKind.Cves)
            reader.Problems.Add(reader.File, reader.Place("take"), $"'firstWithCve' is for CVEs; '{name}' holds none.");
        if (draft.Absent.Count > 0 && draft.Children is not null)
            reader.Problems.Add(reader.File, reader.Place("absent"), $"'absent' changes nothing where '{name}' has records.");
        foreach (ManifestScalar format in reader.Scalars("date"))
            CheckDateFormat(reader, format);
    }

    private static void CheckDateFormat(MapReader reader, ManifestScalar format)
    {
        try
        {
            // A year long past: parsing fills in the present one where the format has none.
            string sample = new DateTimeOffset(2001, 3, 4, 15, 6, 7, TimeSpan.Zero).ToString(format.Text, CultureInfo.InvariantCulture);
            bool works = format.Text.Length > 1
                && DateTimeOffset.TryParseExact(sample, format.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset back)
                && (back.Year, back.Month, back.Day) == (2001, 3, 4);
            if (works)
                return;
        }
        catch (FormatException)
        {
            // Reported below: to the author both are the same mistake.
        }

        reader.Problems.Add(
            reader.File,
            format,
            $"'{format.Text}' is no format of a date; it needs year, month and day, for example 'dd.MM.yyyy HH:mm'.");
    }
}
