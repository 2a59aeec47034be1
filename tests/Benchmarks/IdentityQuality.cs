using SecAutomation.Remediation.Tests.Identity.Judging;

namespace SecAutomation.Benchmarks;

/// <summary>Precision and recall over the labelled set, beside the join by lower-case short name that scripts use.</summary>
internal static class IdentityQuality
{
    public static void Print()
    {
        List<(string Trap, LabelledCase Case, AssetMatch Match, Asset? Joined)> all =
            [.. LabelledSet.Traps.SelectMany(trap => LabelledSet.Read(trap).Select(one => (trap, one, one.Run(), Join(one))))];

        Console.WriteLine($"{"trap",-36} {"cases",6} | {"matches",8} {"wrong",6} {"precision",9} {"recall",7} | plain join: {"matches",8} {"wrong",6} {"precision",9} {"recall",7}");
        foreach (IGrouping<string, (string Trap, LabelledCase Case, AssetMatch Match, Asset? Joined)> trap in all.GroupBy(one => one.Trap, StringComparer.Ordinal))
            Line(trap.Key, [.. trap]);
        Line("all but held out", [.. all.Where(one => !LabelledSet.IsHeldOut(one.Trap))]);
        Line("all held out", [.. all.Where(one => LabelledSet.IsHeldOut(one.Trap))]);
        Line("all", all);

        Console.WriteLine();
        foreach (MatchConfidence confidence in Enum.GetValues<MatchConfidence>().Where(level => level != MatchConfidence.None).OrderDescending())
        {
            int expected = all.Count(one => one.Case.Expected.Confidence == confidence);
            int given = all.Count(one => one.Match.Confidence == confidence);
            int right = all.Count(one => one.Match.Confidence == confidence && one.Case.Expected.Confidence == confidence && IsRight(one.Case, one.Match.Asset));
            Console.WriteLine($"{confidence,-36} {expected,6} labelled, {given,6} given, precision {Ratio(right, given)}, recall {Ratio(right, expected)}");
        }
    }

    private static void Line(string what, List<(string Trap, LabelledCase Case, AssetMatch Match, Asset? Joined)> cases)
    {
        int wanted = cases.Count(one => one.Case.Expected.Status == MatchStatus.Matched);
        string ours = Figures(cases.Select(one => (one.Case, one.Match.Asset)), wanted);
        string plain = Figures(cases.Select(one => (one.Case, one.Joined)), wanted);
        Console.WriteLine($"{what,-36} {cases.Count,6} | {ours} |             {plain}");
    }

    private static string Figures(IEnumerable<(LabelledCase Case, Asset? Asset)> answers, int wanted)
    {
        List<(LabelledCase Case, Asset? Asset)> given = [.. answers.Where(answer => answer.Asset is not null)];
        int right = given.Count(answer => IsRight(answer.Case, answer.Asset));
        return $"{given.Count,8} {given.Count - right,6} {Ratio(right, given.Count),9} {Ratio(right, wanted),7}";
    }

    private static bool IsRight(LabelledCase labelled, Asset? asset) =>
        asset is not null && labelled.Expected.Record.Contains(asset.AssetId, StringComparer.Ordinal) && labelled.Expected.Status == MatchStatus.Matched;

    private static string Ratio(int part, int whole) => whole == 0 ? "-" : $"{(double)part / whole:P1}";

    /// <summary>$table[$_.Name.Split('.')[0].ToLower()]: the last record of a short name wins.</summary>
    private static Asset? Join(LabelledCase labelled)
    {
        var table = new Dictionary<string, Asset>(StringComparer.Ordinal);
        foreach (Asset asset in labelled.Views.SelectMany(view => view.Asset))
            table[Key(asset.ComputerName)] = asset;
        return table.GetValueOrDefault(Key(labelled.Host?.ComputerName ?? labelled.Text ?? ""));
    }

    private static string Key(string name) => name.Trim().Split('.')[0].ToLowerInvariant();
}
