namespace SecAutomation.Remediation.Identity.Keys;

/// <summary>
/// A multi-map from the hash of a key to numbers, 20 bytes an entry and no object. The key itself stands in what the
/// number leads to, so whoever looks up compares it there.
/// </summary>
internal sealed class KeyTable
{
    private const int End = -1;

    private int[] _heads;
    private Entry[] _entries;

    public KeyTable(int capacity)
    {
        _entries = new Entry[Math.Max(4, capacity)];
        _heads = NewHeads(_entries.Length);
    }

    public int Count { get; private set; }

    /// <summary>Adds a number under a hash.</summary>
    public void Add(int hash, int value)
    {
        if (Count == _entries.Length)
            Grow();
        ref int head = ref _heads[hash & (_heads.Length - 1)];
        _entries[Count] = new Entry(hash, value, head);
        head = Count++;
    }

    /// <summary>The numbers of a hash, the last added first.</summary>
    public Chain this[int hash] => new(_entries, hash, Count == 0 ? End : _heads[hash & (_heads.Length - 1)]);

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _heads = NewHeads(_entries.Length);
        for (int i = 0; i < Count; i++)
        {
            ref int head = ref _heads[_entries[i].Hash & (_heads.Length - 1)];
            _entries[i] = _entries[i] with { Next = head };
            head = i;
        }
    }

    private static int[] NewHeads(int capacity)
    {
        // Twice as many heads as entries: each key that shares a head costs a look into memory that is far away.
        int[] heads = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity) * 2];
        Array.Fill(heads, End);
        return heads;
    }

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private readonly record struct Entry(int Hash, int Value, int Next);

    public struct Chain
    {
        private readonly Entry[] _entries;
        private readonly int _hash;
        private int _next;

        internal Chain(object entries, int hash, int head)
        {
            _entries = (Entry[])entries;
            _hash = hash;
            _next = head;
            Current = End;
        }

        public int Current { get; private set; }

        public readonly Chain GetEnumerator() => this;

        public bool MoveNext()
        {
            while (_next != End)
            {
                ref readonly Entry entry = ref _entries[_next];
                _next = entry.Next;
                if (entry.Hash != _hash)
                    continue;
                Current = entry.Value;
                return true;
            }

            return false;
        }
    }
}
