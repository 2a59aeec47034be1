using System.Runtime.CompilerServices;
using SecAutomation.Engine.Projection.Xml;

namespace SecAutomation.Engine.Projection.Maps;

/// <summary>A place in documents that some path names or passes.</summary>
internal sealed class PathNode
{
    private int[] _memberKeys = [];

    public PathNode(string name, IReadOnlyList<XmlPredicate>? predicates = null)
    {
        Name = name;
        Utf8Name = System.Text.Encoding.UTF8.GetBytes(name);
        Predicates = predicates?.ToArray() ?? [];
        Conditions = Array.ConvertAll(Predicates, XmlCondition.From);
    }

    public string Name { get; }

    public byte[] Utf8Name { get; }

    public XmlPredicate[] Predicates { get; }

    public XmlCondition[] Conditions { get; }

    /// <summary>Members of an object, or child elements.</summary>
    public PathNode[] Members { get; set; } = [];

    /// <summary>Every element of an array.</summary>
    public PathNode? Elements { get; set; }

    /// <summary>Single elements of an array.</summary>
    public (int Index, PathNode Node)[] Indexed { get; set; } = [];

    /// <summary>
    /// Whether an array among the elements counts as its elements, one level deep: so says JMESPath of a path's first <c>[]</c>.
    /// </summary>
    public bool Merges { get; set; }

    public Capture[] Captures { get; set; } = [];

    /// <summary>Where the JSON of an object or a list goes that stands here; empty: nowhere.</summary>
    public Capture[] Trees { get; set; } = [];

    public AttributeCapture[] Attributes { get; set; } = [];

    /// <summary>The store whose row begins here; -1 for none.</summary>
    public int Level { get; set; } = -1;

    public ChildRow[] ChildRows { get; set; } = [];

    /// <summary>The slots below that a null or an empty array here speaks for.</summary>
    public Capture[] Below { get; set; } = [];

    public bool IsBoundary
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => Level >= 0 || ChildRows.Length > 0;
    }

    /// <summary>The member of that name; null where no path names it. For a node that is sealed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PathNode? Find(ReadOnlySpan<byte> name)
    {
        int key = Key(name);
        for (int i = 0; i < _memberKeys.Length; i++)
        {
            if (_memberKeys[i] == key && name.SequenceEqual(Members[i].Utf8Name))
                return Members[i];
        }

        return null;
    }

    public PathNode Member(string name)
    {
        PathNode? node = Array.Find(Members, n => string.Equals(n.Name, name, StringComparison.Ordinal));
        if (node is null)
            Members = [.. Members, node = new PathNode(name)];

        return node;
    }

    public PathNode Element(XmlStep step)
    {
        PathNode? node = Array.Find(Members, n => step.IsSame(n.Name, n.Predicates));
        if (node is null)
            Members = [.. Members, node = new PathNode(step.Name, step.Predicates)];

        return node;
    }

    public PathNode Item(int index)
    {
        if (index < 0)
            return Elements ??= new PathNode("[]");

        PathNode? node = Array.Find(Indexed, n => n.Index == index).Node;
        if (node is null)
            Indexed = [.. Indexed, (index, node = new PathNode($"[{index}]"))];

        return node;
    }

    /// <summary>Works out <see cref="Below"/> of this node and all below it; no member may be added after.</summary>
    public Capture[] Seal()
    {
        _memberKeys = Array.ConvertAll(Members, member => Key(member.Utf8Name));
        var below = new List<Capture>(Captures);
        below.AddRange(Attributes.Select(a => a.Capture));
        IEnumerable<PathNode> children = Members.Concat(Indexed.Select(i => i.Node));
        foreach (PathNode child in Elements is null ? children : children.Append(Elements))
        {
            Capture[] ofChild = child.Seal();
            if (!child.IsBoundary)
                below.AddRange(ofChild);
        }

        return Below = [.. below];
    }

    // Tells nearly all names apart without looking at all of one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Key(ReadOnlySpan<byte> name) =>
        name.IsEmpty ? 0 : name.Length ^ (name[0] << 8) ^ (name[^1] << 16) ^ (name[name.Length / 2] << 24);
}
