using System.Runtime.CompilerServices;
using System.Text;

namespace SecAutomation.Engine.Manifests.Fields;

/// <summary>A vendor's words and what they mean here. Words are compared without case; no string is made to look one up.</summary>
/// <typeparam name="T">What they mean.</typeparam>
internal sealed class LabelTable<T>
    where T : struct, Enum
{
    private readonly (byte[] Label, T Value)[] _rows;

    /// <summary>Makes a table.</summary>
    public LabelTable(IEnumerable<KeyValuePair<string, T>> rows) =>
        _rows = [.. rows.Select(row => (Encoding.UTF8.GetBytes(row.Key), row.Value))];

    /// <summary>A table without a row.</summary>
    public static LabelTable<T> Empty { get; } = new([]);

    /// <summary>The vendor's words.</summary>
    public IEnumerable<string> Labels => _rows.Select(row => Encoding.UTF8.GetString(row.Label));

    /// <summary>Looks a word up.</summary>
    /// <param name="label">The word in UTF-8.</param>
    /// <param name="value">What it means.</param>
    /// <returns>False where the table does not have it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryGet(ReadOnlySpan<byte> label, out T value)
    {
        foreach ((byte[] known, T meaning) in _rows)
        {
            if (Ascii.EqualsIgnoreCase(known, label) || known.AsSpan().SequenceEqual(label))
            {
                value = meaning;
                return true;
            }
        }

        value = default;
        return false;
    }
}
