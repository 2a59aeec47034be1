namespace SecAutomation.Engine.Projection.Maps;

/// <summary>A path while it is read from left to right; knows where it is when something is wrong.</summary>
internal ref struct PathText(string field, string path)
{
    private readonly string _field = field;
    private readonly string _path = path;

    public int Position { get; private set; }

    public readonly bool IsAtEnd => Position >= _path.Length;

    public readonly char Current => IsAtEnd ? '\0' : _path[Position];

    public bool TryTake(char expected)
    {
        if (IsAtEnd || _path[Position] != expected)
            return false;

        Position++;
        return true;
    }

    public bool TryTake(string expected)
    {
        if (string.CompareOrdinal(_path, Position, expected, 0, expected.Length) != 0)
            return false;

        Position += expected.Length;
        return true;
    }

    public void Take(char expected, string reason)
    {
        if (!TryTake(expected))
            throw Wrong(reason);
    }

    public char TakeAny() => _path[Position++];

    public ReadOnlySpan<char> TakeWhile(Func<char, bool> belongs)
    {
        int start = Position;
        while (!IsAtEnd && belongs(_path[Position]))
            Position++;

        return _path.AsSpan(start, Position - start);
    }

    public readonly FieldPathException Wrong(string reason) => new(_field, _path, Position + 1, reason);

    public readonly FieldPathException Wrong(string reason, int position) => new(_field, _path, position + 1, reason);
}
