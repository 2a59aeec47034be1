using System.Runtime.InteropServices;

namespace SecAutomation.Remediation.Identity;

/// <summary>A multi-map from a key to numbers that costs one dictionary slot a key and eight bytes a number, and no object a key.</summary>
internal sealed class KeyChain
{
    private const int End = -1;

    private readonly Dictionary<string, int> _heads;
    private readonly List<(int Value, int Next)> _links;

    public KeyChain(int capacity)
    {
        _heads = new Dictionary<string, int>(capacity, StringComparer.Ordinal);
        _links = new List<(int, int)>(capacity);
    }

    public Dictionary<string, int>.KeyCollection Keys => _heads.Keys;

    public void Add(string key, int value)
    {
        ref int head = ref CollectionsMarshal.GetValueRefOrAddDefault(_heads, key, out bool exists);
        _links.Add((value, exists ? head : End));
        head = _links.Count - 1;
    }

    public bool Contains(string key) => _heads.ContainsKey(key);

    /// <summary>The numbers of a key, the last added first.</summary>
    public Chain this[string key] => new(_links, _heads.TryGetValue(key, out int head) ? head : End);

    public struct Chain(List<(int Value, int Next)> links, int head)
    {
        private int _next = head;

        public int Current { get; private set; }

        public readonly bool IsEmpty => _next == End;

        public readonly Chain GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next == End)
                return false;
            (Current, _next) = links[_next];
            return true;
        }
    }
}
