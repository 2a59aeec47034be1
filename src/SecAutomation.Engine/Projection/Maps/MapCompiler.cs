using SecAutomation.Engine.Projection.Json;
using SecAutomation.Engine.Projection.Rows;
using SecAutomation.Engine.Projection.Xml;

namespace SecAutomation.Engine.Projection.Maps;

/// <summary>Turns the paths of a definition into one trie.</summary>
internal sealed class MapCompiler
{
    /// <summary>As many as a reader's set of levels holds.</summary>
    private const int MostLevels = 31;

    private readonly FieldMapDefinition _definition;
    private readonly PathNode _root = new("");
    private readonly List<PathNode> _levels = [];
    private readonly List<List<int>> _widths = [];
    private int _documentStore;

    private MapCompiler(FieldMapDefinition definition) => _definition = definition;

    public static FieldMap Compile(FieldMapDefinition definition) => new MapCompiler(definition).Compile();

    private FieldMap Compile()
    {
        RequireDistinct(_definition.Fields);
        RequireDistinct(_definition.Document);
        if (_definition.Document.Count > 0 && (_definition.Format is RecordFormat.NdJson or RecordFormat.Csv))
        {
            FieldDefinition first = _definition.Document[0];
            throw new FieldPathException(first.Name, first.Paths[0], 1, $"{_definition.Format} has no values of the document");
        }

        FindLevels();
        if (_levels.Count > MostLevels)
            throw new FieldPathException("records", _definition.Records, 1, $"records are nested at most {MostLevels} deep");

        _documentStore = _levels.Count;
        for (int i = 0; i <= _documentStore; i++)
            _widths.Add([0]);

        MapField[] fields = [.. _definition.Fields.Select(f => AddField(f, isDocument: false))];
        MapField[] document = [.. _definition.Document.Select(f => AddField(f, isDocument: true))];
        for (int i = 0; i < _levels.Count; i++)
            _levels[i].Level = i;

        _root.Seal();
        return new FieldMap(_definition, fields, document, _root, [.. _widths.Select(w => w.ToArray())], [.. _levels.Select(MayComeLate)]);
    }

    /// <summary>An attribute stands in the tag with which its element begins; all else may come late, unless the map says that it does not.</summary>
    private bool MayComeLate(PathNode node, int level) =>
        level > 0 && !_definition.EnclosingValuesFirst && _widths[level][0] > node.Attributes.Count(a => a.Capture.Store == level);

    private static void RequireDistinct(IReadOnlyList<FieldDefinition> fields)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (FieldDefinition field in fields)
        {
            if (!seen.Add(field.Name))
                throw new FieldPathException(field.Name, field.Paths.FirstOrDefault(""), 1, "the field is defined twice");

            if (field.Paths.Count == 0)
                throw new FieldPathException(field.Name, "", 1, "the field has no path");

            if (field.Children is not null)
                RequireDistinct(field.Children);
        }
    }

    /// <summary>The record's node first, then those of its enclosing records, innermost first.</summary>
    private void FindLevels()
    {
        const string Setting = "records";
        string records = _definition.Records;
        switch (_definition.Format)
        {
            case RecordFormat.Csv:
                if (records.Length > 0)
                    throw new FieldPathException(Setting, records, 1, "CSV has rows; leave the path empty");

                _levels.Add(_root);
                break;
            case RecordFormat.Xml:
                XmlPath xml = XmlPath.Parse(Setting, records);
                if (xml.Up > 0 || xml.Attribute is not null || xml.Steps.Count == 0)
                    throw new FieldPathException(Setting, records, 1, "records are elements, named from the root");

                var elements = new List<PathNode>();
                PathNode element = _root;
                foreach (XmlStep step in xml.Steps)
                    elements.Add(element = element.Element(step));

                elements.Reverse();
                _levels.AddRange(elements);
                break;
            default:
                IReadOnlyList<JsonStep> steps = records.Length == 0 ? [] : RootPath(JsonPath.Parse(Setting, records), Setting, records);
                PathNode node = _root;
                var boundaries = new List<PathNode>();
                for (int i = 0; i < steps.Count; i++)
                {
                    if (i == 0 || steps[i - 1].IsList)
                        boundaries.Add(node);

                    node = Follow(node, steps, i);
                }

                boundaries.Reverse();
                _levels.Add(node);
                _levels.AddRange(boundaries);
                break;
        }
    }

    private static IReadOnlyList<JsonStep> RootPath(JsonPath path, string field, string text) =>
        path.Up == 0 ? path.Steps : throw new FieldPathException(field, text, 1, "nothing encloses the document");

    private MapField AddField(FieldDefinition field, bool isDocument)
    {
        if (field.Children is null)
        {
            SlotPlace[] places = [.. field.Paths.Select(path => AddValuePath(field, path, isDocument))];
            return new MapField(field.Name, places, [], 0);
        }

        if (isDocument)
            throw new FieldPathException(field.Name, field.Paths[0], 1, "the document has no child records");

        if (field.Paths.Count != 1)
            throw new FieldPathException(field.Name, field.Paths[1], 1, "child records stand at one path; a second is not supported");

        return AddChildRecords(field, field.Children);
    }

    private SlotPlace AddValuePath(FieldDefinition definition, string path, bool isDocument)
    {
        string field = definition.Name;
        (PathNode from, int store) = _definition.Format switch
        {
            RecordFormat.Csv => (_root, 0),
            RecordFormat.Xml => Base(field, path, XmlPath.Parse(field, path).Up, isDocument),
            _ => Base(field, path, JsonPath.Parse(field, path).Up, isDocument),
        };
        int slot = _widths[store][0]++;
        Capture(from, field, path, new Capture(store, 0, slot), definition.IsTree);
        return new SlotPlace(store, slot);
    }

    private MapField AddChildRecords(FieldDefinition field, IReadOnlyList<FieldDefinition> children)
    {
        string path = field.Paths[0];
        PathNode elements;
        int store, ownerSlot;
        if (_definition.Format == RecordFormat.Csv)
        {
            (elements, store) = (_root.Member(HeaderName.Key(path)), 0);
            ownerSlot = _widths[store][0]++;
        }
        else if (_definition.Format == RecordFormat.Xml)
        {
            XmlPath xml = XmlPath.Parse(field.Name, path);
            if (xml.Attribute is not null || xml.Steps.Count == 0)
                throw new FieldPathException(field.Name, path, 1, "child records are elements");

            (elements, store) = Base(field.Name, path, xml.Up, isDocument: false);
            ownerSlot = _widths[store][0]++;
            for (int i = 0; i < xml.Steps.Count; i++)
            {
                // A list's own element says that there is none; the record itself does not.
                if (i > 0 && i == xml.Steps.Count - 1)
                    elements.Captures = [.. elements.Captures, new Capture(store, 0, ownerSlot, IsStateOnly: true)];

                elements = elements.Element(xml.Steps[i]);
            }
        }
        else
        {
            JsonPath json = JsonPath.Parse(field.Name, path);
            (PathNode list, store) = Base(field.Name, path, json.Up, isDocument: false);
            ownerSlot = _widths[store][0]++;
            IReadOnlyList<JsonStep> steps = json.Steps;
            if (steps.Count > 0 && steps[^1] == JsonStep.AllElements)
                steps = [.. steps.SkipLast(1)];

            for (int i = 0; i < steps.Count; i++)
                list = Follow(list, steps, i);

            list.Captures = [.. list.Captures, new Capture(store, 0, ownerSlot, IsStateOnly: true)];
            elements = Follow(list, [.. steps, JsonStep.AllElements], steps.Count);

            // Fields by number are those of a list that is the record itself; it is not flattened into several records.
            if (children.Any(child => child.Paths.Any(p => JsonPath.Parse(child.Name, p).Steps is [{ IsList: true, Index: >= 0 }, ..])))
                elements.Merges = false;
        }

        int table = _widths[store].Count;
        _widths[store].Add(0);
        elements.ChildRows = [.. elements.ChildRows, new ChildRow(store, table, ownerSlot)];
        MapField[] compiled = [.. children.Select(c => AddChild(c, elements, store, table))];
        return new MapField(field.Name, [new SlotPlace(store, ownerSlot)], compiled, table);
    }

    private MapField AddChild(FieldDefinition child, PathNode elements, int store, int table)
    {
        if (child.Children is not null)
            throw new FieldPathException(child.Name, child.Paths[0], 1, "child records have no child records");

        var places = new List<SlotPlace>();
        foreach (string path in child.Paths)
        {
            int up = _definition.Format switch
            {
                RecordFormat.Csv => 0,
                RecordFormat.Xml => XmlPath.Parse(child.Name, path).Up,
                _ => JsonPath.Parse(child.Name, path).Up,
            };
            if (up > 0)
                throw new FieldPathException(child.Name, path, 1, "a child record's paths stay inside it");

            int slot = _widths[store][table]++;
            Capture(elements, child.Name, path, new Capture(store, table, slot));
            places.Add(new SlotPlace(store, slot));
        }

        return new MapField(child.Name, [.. places], [], 0);
    }

    private (PathNode Node, int Store) Base(string field, string path, int up, bool isDocument)
    {
        if (isDocument)
            return up == 0 ? (_root, _documentStore) : throw new FieldPathException(field, path, 1, "nothing encloses the document");

        return up < _levels.Count
            ? (_levels[up], up)
            : throw new FieldPathException(field, path, 1, $"the record is enclosed {_levels.Count - 1} deep, the path goes up {up}");
    }

    private void Capture(PathNode from, string field, string path, Capture capture, bool isTree = false)
    {
        switch (_definition.Format)
        {
            case RecordFormat.Csv:
                if (HeaderName.Key(path).Length == 0)
                    throw new FieldPathException(field, path, 1, "the header name is empty");

                PathNode column = from.Member(HeaderName.Key(path));
                column.Captures = [.. column.Captures, capture];
                break;
            case RecordFormat.Xml:
                XmlPath xml = XmlPath.Parse(field, path);
                foreach (XmlStep step in xml.Steps)
                    from = from.Element(step);

                if (xml.Attribute is null)
                    from.Captures = [.. from.Captures, capture];
                else
                    from.Attributes = [.. from.Attributes, new AttributeCapture(System.Text.Encoding.UTF8.GetBytes(xml.Attribute), capture)];

                break;
            default:
                IReadOnlyList<JsonStep> steps = JsonPath.Parse(field, path).Steps;
                for (int i = 0; i < steps.Count; i++)
                    from = Follow(from, steps, i);

                from.Captures = [.. from.Captures, capture];
                if (isTree)
                    from.Trees = [.. from.Trees, capture];

                break;
        }
    }

    private static PathNode Follow(PathNode node, IReadOnlyList<JsonStep> steps, int i)
    {
        JsonStep step = steps[i];
        if (step.Name is { } name)
            return node.Member(name);

        PathNode item = node.Item(step.Index);
        if (step == JsonStep.AllElements && !steps.Take(i).Contains(JsonStep.AllElements))
            item.Merges = true;

        return item;
    }
}
