using System.Globalization;

namespace SecAutomation.Engine.Streams.Live;

/// <summary>Orders pages and chunks: numbers by value, then everything else by letter.</summary>
internal sealed class PartOrder : IComparer<string>
{
    /// <summary>The one there is.</summary>
    public static PartOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        bool isLeft = long.TryParse(x, NumberStyles.None, CultureInfo.InvariantCulture, out long left);
        bool isRight = long.TryParse(y, NumberStyles.None, CultureInfo.InvariantCulture, out long right);
        return isLeft && isRight ? left.CompareTo(right) : isLeft != isRight ? (isLeft ? -1 : 1) : string.CompareOrdinal(x, y);
    }
}
