using System.Text;

namespace SecAutomation.Engine.Projection.Xml;

/// <summary>The attributes of one tag, as places in it.</summary>
internal sealed class XmlAttributes
{
    // Few are compared each with each; for a hostile number of them that would take for ever.
    private const int FewAttributes = 16;
    private Place[] _places = new Place[16];

    public int Count { get; private set; }

    public ref readonly Place this[int index] => ref _places[index];

    public void Clear() => Count = 0;

    /// <summary>Adds one.</summary>
    public void Add(in Place place)
    {
        if (Count == _places.Length)
            Array.Resize(ref _places, Count * 2);

        _places[Count++] = place;
    }

    /// <summary>Whether two have the same name.</summary>
    /// <param name="tag">The tag that the places are in.</param>
    public bool HasTwice(ReadOnlySpan<byte> tag)
    {
        if (Count > FewAttributes)
        {
            var names = new HashSet<string>(Count, StringComparer.Ordinal);
            for (int i = 0; i < Count; i++)
            {
                if (!names.Add(Encoding.UTF8.GetString(_places[i].Name(tag))))
                    return true;
            }

            return false;
        }

        for (int i = 1; i < Count; i++)
        {
            ReadOnlySpan<byte> name = _places[i].Name(tag);
            for (int earlier = 0; earlier < i; earlier++)
            {
                if (_places[earlier].NameLength == name.Length && _places[earlier].Name(tag).SequenceEqual(name))
                    return true;
            }
        }

        return false;
    }

    /// <summary>An attribute: where its name, the name without prefix and the value begin in the tag.</summary>
    internal readonly record struct Place(int NameStart, int NameLength, int LocalStart, int ValueStart, int ValueLength, bool IsPlain)
    {
        public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> tag) => tag.Slice(NameStart, NameLength);

        public ReadOnlySpan<byte> LocalName(ReadOnlySpan<byte> tag) => tag[LocalStart..(NameStart + NameLength)];

        public ReadOnlySpan<byte> Value(ReadOnlySpan<byte> tag) => tag.Slice(ValueStart, ValueLength);
    }
}
