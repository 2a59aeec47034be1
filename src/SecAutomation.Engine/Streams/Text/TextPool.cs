using System.Buffers;
using System.Text;

namespace SecAutomation.Engine.Streams.Text;

/// <summary>Keeps one string where a report says the same thousands of times: titles, solutions, operating systems.</summary>
internal sealed class TextPool
{
    /// <summary>Beyond this the texts differ anyway, and the pool would only hold memory.</summary>
    private const int Capacity = 40_000;

    private const int MostOnStack = 512;

    private readonly object _lock = new();

    // A table of our own: before .NET 9 no set of strings can be asked for characters that are no string yet.
    private int[] _first = new int[256];
    private Entry[] _entries = new Entry[256];
    private int _count;

    /// <summary>The string that was given first for this text, by whichever thread, without what a console would obey.</summary>
    public string Share(string text)
    {
        string clean = ShownText.Clean(text);
        return Share(clean, clean);
    }

    /// <summary>The string that was given first for this text, without what a console would obey. One that is known takes no memory.</summary>
    public string Share(ReadOnlySpan<byte> utf8)
    {
        char[]? rented = utf8.Length > MostOnStack ? ArrayPool<char>.Shared.Rent(utf8.Length) : null;
        try
        {
            Span<char> chars = rented ?? stackalloc char[MostOnStack];
            chars = chars[..Encoding.UTF8.GetChars(utf8, chars)];
            return Share(chars[..ShownText.Clean(chars)], null);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<char>.Shared.Return(rented);
        }
    }

    private string Share(ReadOnlySpan<char> text, string? made)
    {
        int hash = string.GetHashCode(text, StringComparison.Ordinal);
        lock (_lock)
        {
            for (int i = _first[hash & (_first.Length - 1)]; i > 0; i = _entries[i - 1].Next)
            {
                ref readonly Entry entry = ref _entries[i - 1];
                if (entry.Hash == hash && text.SequenceEqual(entry.Text))
                    return entry.Text;
            }

            made ??= text.ToString();
            if (_count < Capacity)
                Add(hash, made);
            return made;
        }
    }

    private void Add(int hash, string text)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, _count * 2);
            _first = new int[_entries.Length];
            for (int i = 0; i < _count; i++)
                Link(i);
        }

        _entries[_count] = new Entry { Hash = hash, Text = text };
        Link(_count++);
    }

    private void Link(int place)
    {
        ref int first = ref _first[_entries[place].Hash & (_first.Length - 1)];
        _entries[place].Next = first;
        first = place + 1;
    }

    private struct Entry
    {
        public int Hash;
        public int Next;
        public string Text;
    }
}
