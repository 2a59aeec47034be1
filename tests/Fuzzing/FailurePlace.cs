using System.Text.RegularExpressions;

namespace SecAutomation.Fuzzing;

/// <summary>Whether a failure says where it is.</summary>
internal static partial class FailurePlace
{
    /// <returns>What the failure lacks; null where it is as it must be.</returns>
    public static string? Objection(FailureException failure)
    {
        if (failure.Message.Length == 0 || failure.Target is null)
            return "says nothing";
        // Of these the file is the place: it as a whole is of no known kind, empty, or short of what it announces.
        bool isOfFile = failure.Id is FailureId.FileEmpty or FailureId.FormatNotRecognised or FailureId.FormatAmbiguous or FailureId.HeaderInvalid or FailureId.InventoryMissing
            || failure.Message.Contains("one page of several", StringComparison.Ordinal)
            || failure.Message.Contains(" is read as ", StringComparison.Ordinal)
            || failure.Message.Contains("announces", StringComparison.Ordinal)
            || failure.Message.Contains("compressed", StringComparison.Ordinal)
            || failure.Message.Contains("are not shown one by one", StringComparison.Ordinal)
            || failure.Message.Contains("expands to more", StringComparison.Ordinal);
        return isOfFile || Place().IsMatch(failure.Message) ? null : "has no place";
    }

    [GeneratedRegex("line \\d|byte \\d|record \\d|row \\d|\\(\\d+,\\d+\\)|ends inside a character|:\\d+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
