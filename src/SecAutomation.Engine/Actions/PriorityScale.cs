using System.Globalization;

namespace SecAutomation.Engine.Actions;

/// <summary>How a product's priorities and ours stand to each other: by numbers, or by their order around the usual one, whatever they are called.</summary>
internal sealed class PriorityScale
{
    private static readonly RemediationPriority[] s_ours = [RemediationPriority.Low, RemediationPriority.Medium, RemediationPriority.High, RemediationPriority.Critical];

    private readonly IReadOnlyDictionary<RemediationPriority, int>? _numbers;
    private readonly IReadOnlyList<ActionChoice> _choices;
    private readonly int _usual;

    private PriorityScale(IReadOnlyDictionary<RemediationPriority, int>? numbers, IReadOnlyList<ActionChoice> choices)
    {
        (_numbers, _choices) = (numbers, choices);
        int usual = choices.ToList().FindIndex(choice => choice.IsUsual);
        _usual = usual >= 0 ? usual : Math.Max(0, (choices.Count - 1) / 2);
    }

    /// <summary>A scale of numbers.</summary>
    public static PriorityScale Of(IReadOnlyDictionary<RemediationPriority, int> numbers) => new(numbers, []);

    /// <summary>A list, the least urgent first.</summary>
    public static PriorityScale Of(IReadOnlyList<ActionChoice> choices) => new(null, choices);

    /// <summary>The product's value for one of ours; null where it has none.</summary>
    public string? Write(RemediationPriority priority)
    {
        int rank = Array.IndexOf(s_ours, priority);
        if (rank < 0)
            return null;
        if (_numbers is not null)
            return _numbers[priority].ToString(CultureInfo.InvariantCulture);

        // Medium is the usual one; the others are as many steps away from it, as far as the list goes.
        return _choices.Count == 0 ? null : _choices[Math.Clamp(_usual + rank - 1, 0, _choices.Count - 1)].Id;
    }

    /// <summary>All of ours that are written as one of the product's values: it may have fewer than we.</summary>
    public IReadOnlyList<RemediationPriority> ReadAll(string value) => value.Length == 0 ? [] : [.. s_ours.Where(priority => Write(priority) == value)];

    /// <summary>What one of the product's values is to us; null where it is none.</summary>
    public RemediationPriority? Read(string value)
    {
        if (_numbers is not null)
        {
            // Some products count up to what is most urgent, some down to 1.
            bool isRising = _numbers[RemediationPriority.Critical] >= _numbers[RemediationPriority.Low];
            return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number > 0
                ? s_ours.LastOrDefault(priority => isRising ? _numbers[priority] <= number : _numbers[priority] >= number, RemediationPriority.Low)
                : null;
        }

        // Of several that are written as it, the most urgent: a ticket is not to look less urgent than it was made.
        if (ReadAll(value) is [.., { } most])
            return most;
        int index = _choices.ToList().FindIndex(choice => choice.Id == value);
        return index < 0 ? null : s_ours[Math.Clamp(index - _usual + 1, 0, s_ours.Length - 1)];
    }
}
