using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SecAutomation.Engine.Manifests.Parsing;

/// <summary>Reads the part of YAML that manifests use: maps, lists and texts. Anchors, aliases, tags and several documents are refused.</summary>
internal sealed class ManifestParser
{
    /// <summary>Deeper than any manifest is, and shallower than what exhausts the stack.</summary>
    private const int MaximumDepth = 16;

    private readonly Parser _parser;
    private readonly string _file;
    private readonly ManifestProblems _problems;

    private ManifestParser(string file, TextReader text, ManifestProblems problems)
    {
        _parser = new Parser(text);
        _file = file;
        _problems = problems;
    }

    /// <summary>Reads one file.</summary>
    /// <param name="file">Its name in messages.</param>
    /// <param name="text">Its text.</param>
    /// <param name="problems">Where problems go.</param>
    /// <returns>The top-level map; null where there is none, which was reported.</returns>
    public static ManifestMap? Parse(string file, string text, ManifestProblems problems)
    {
        using var reader = new StringReader(text);
        var parser = new ManifestParser(file, reader, problems);
        try
        {
            return parser.ReadDocument();
        }
        catch (YamlException damage)
        {
            problems.Add(file, Line(damage.Start), Column(damage.Start), $"This is not YAML: {damage.Message}");
            return null;
        }
        catch (Exception damage) when (damage is InvalidOperationException or ArgumentException or EndOfStreamException)
        {
            // The parser has no error of its own for some broken texts; the last part that it understood is the place.
            Mark end = parser._parser.Current?.End ?? default;
            problems.Add(file, Line(end), Column(end), "This is not YAML: what follows here cannot be read.");
            return null;
        }
    }

    private static int Line(Mark mark) => (int)Math.Max(1, mark.Line);

    private static int Column(Mark mark) => (int)Math.Max(1, mark.Column);

    private ManifestMap? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            _problems.Add(_file, 1, 1, "The file is empty.");
            return null;
        }

        _parser.Consume<DocumentStart>();
        ManifestNode? root = ReadNode(depth: 0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out DocumentStart? second))
            _problems.Add(_file, Line(second.Start), Column(second.Start), "A manifest is one YAML document; a second one begins here.");
        if (root is null)
            return null;
        if (root is ManifestMap map)
            return map;
        _problems.Add(_file, root, $"A manifest is a map of keys to values, not {root.Kind}.");
        return null;
    }

    private ManifestNode? ReadNode(int depth)
    {
        ParsingEvent current = _parser.Consume<ParsingEvent>();
        int line = Line(current.Start);
        int column = Column(current.Start);
        if (depth > MaximumDepth)
            throw new YamlException(current.Start, current.End, $"it is nested deeper than {MaximumDepth} levels.");
        if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false })
            _problems.Add(_file, line, column, "Anchors and aliases are not part of a manifest; write the value out.");
        else if (current is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
            _problems.Add(_file, line, column, "Tags are not part of a manifest; write the plain value.");
        return current switch
        {
            Scalar scalar => new ManifestScalar(scalar.Value, scalar.Style is not ScalarStyle.Plain, line, column),
            SequenceStart => ReadList(line, column, depth),
            MappingStart => ReadMap(line, column, depth),
            _ => null,
        };
    }

    private ManifestList ReadList(int line, int column, int depth)
    {
        List<ManifestNode> values = [];
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            if (ReadNode(depth + 1) is { } value)
                values.Add(value);
        }

        return new ManifestList(values, line, column);
    }

    private ManifestMap ReadMap(int line, int column, int depth)
    {
        List<ManifestEntry> entries = [];
        Dictionary<string, ManifestScalar> seen = new(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            ManifestNode? key = ReadNode(depth + 1);
            ManifestNode? value = ReadNode(depth + 1);
            if (key is not ManifestScalar name)
            {
                if (key is not null)
                    _problems.Add(_file, key, $"A key is a text, not {key.Kind}.");
            }
            else if (seen.TryGetValue(name.Text, out ManifestScalar? first))
            {
                _problems.Add(_file, name, $"The key '{name.Text}' stands twice; it was first given in line {first.Line}.");
            }
            else
            {
                seen.Add(name.Text, name);
                if (value is not null)
                    entries.Add(new ManifestEntry(name, value));
            }
        }

        return new ManifestMap(entries, line, column);
    }
}
