using System.Globalization;

namespace SecAutomation.Build.Testing;

/// <summary>How many tests ended how.</summary>
public sealed record TestTotals(int Passed, int Failed, int Skipped)
{
    /// <summary>Both together.</summary>
    public static TestTotals operator +(TestTotals left, TestTotals right) => Add(left, right);

    /// <summary>Both together.</summary>
    public static TestTotals Add(TestTotals left, TestTotals right) =>
        new(left.Passed + right.Passed, left.Failed + right.Failed, left.Skipped + right.Skipped);

    /// <summary>The line that ends a test run.</summary>
    public override string ToString() => Skipped == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Passed} passed, {Failed} failed")
        : string.Create(CultureInfo.InvariantCulture, $"{Passed} passed, {Failed} failed, {Skipped} skipped");
}
