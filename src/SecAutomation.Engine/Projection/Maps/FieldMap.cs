namespace SecAutomation.Engine.Projection.Maps;

/// <summary>A field map compiled to a trie that is walked once over a document. It never changes; many readers may share it.</summary>
public sealed class FieldMap
{
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _documentSlots = new(StringComparer.Ordinal);

    internal FieldMap(FieldMapDefinition definition, MapField[] fields, MapField[] document, PathNode root, int[][] tableWidths, bool[] mayComeLate)
    {
        Definition = definition;
        Fields = fields;
        Document = document;
        Root = root;
        TableWidths = tableWidths;
        MayComeLate = mayComeLate;
        Spare = new SpareBatches(this);
        for (int i = 0; i < fields.Length; i++)
            _slots.Add(fields[i].Name, i);

        for (int i = 0; i < document.Length; i++)
            _documentSlots.Add(document[i].Name, i);
    }

    /// <summary>What it was compiled from.</summary>
    public FieldMapDefinition Definition { get; }

    /// <summary>What the records are read from.</summary>
    public RecordFormat Format => Definition.Format;

    /// <summary>How many fields a record has; their slots are 0 and up, in the definition's order.</summary>
    public int FieldCount => Fields.Length;

    /// <summary>Room that readers of earlier contents left.</summary>
    internal SpareBatches Spare { get; }

    internal MapField[] Fields { get; }

    internal MapField[] Document { get; }

    internal PathNode Root { get; }

    /// <summary>The width of each table of each store: the record, its enclosing records, and last the document.</summary>
    internal int[][] TableWidths { get; }

    /// <summary>For each level whether the map names values of it that may stand behind its records.</summary>
    internal bool[] MayComeLate { get; }

    /// <summary>Compiles a definition.</summary>
    /// <exception cref="FieldPathException">A path is wrong; says field, path, column and reason.</exception>
    public static FieldMap Compile(FieldMapDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return MapCompiler.Compile(definition);
    }

    /// <summary>The slot of a field.</summary>
    /// <exception cref="ArgumentException">The map has no such field.</exception>
    public int Slot(string fieldName) =>
        _slots.TryGetValue(fieldName, out int slot) ? slot : throw new ArgumentException($"The map has no field '{fieldName}'.", nameof(fieldName));

    /// <summary>Finds the slot of a field that the map may not have.</summary>
    public bool TryGetSlot(string fieldName, out int slot) => _slots.TryGetValue(fieldName, out slot);

    /// <summary>The slot of a field of the document.</summary>
    /// <exception cref="ArgumentException">The map has no such field.</exception>
    public int DocumentSlot(string fieldName) =>
        _documentSlots.TryGetValue(fieldName, out int slot) ? slot : throw new ArgumentException($"The map has no document field '{fieldName}'.", nameof(fieldName));

    /// <summary>Finds the slot of a field of the document that the map may not have.</summary>
    public bool TryGetDocumentSlot(string fieldName, out int slot) => _documentSlots.TryGetValue(fieldName, out slot);

    /// <summary>The slot of a child field within the child records of a field.</summary>
    /// <exception cref="ArgumentException">The field has no such child.</exception>
    public int ChildSlot(int slot, string childName) =>
        TryGetChildSlot(slot, childName, out int child)
            ? child
            : throw new ArgumentException($"The field '{Fields[slot].Name}' has no child '{childName}'.", nameof(childName));

    /// <summary>Finds the slot of a child field that the map may not have.</summary>
    public bool TryGetChildSlot(int slot, string childName, out int childSlot)
    {
        childSlot = Array.FindIndex(Fields[slot].Children, c => string.Equals(c.Name, childName, StringComparison.Ordinal));
        return childSlot >= 0;
    }

    /// <summary>Whether a field holds child records.</summary>
    public bool HasChildren(int slot) => Fields[slot].Table > 0;

    /// <summary>Whether every path of a field leads to an enclosing record: its value changes with <see cref="RecordReader.ParentOrdinal"/> only.</summary>
    public bool IsEnclosing(int slot) => Array.TrueForAll(Fields[slot].Places, p => p.Store > 0);
}
