namespace SecAutomation.Remediation.Rendering;

/// <summary>One fix and what it closes, for a template.</summary>
/// <param name="Solution">What the scanner tells to do.</param>
/// <param name="HasSolution">Whether it tells anything.</param>
/// <param name="Detections">What is closed by it, the worst first.</param>
/// <param name="MoreDetections">How many more there are.</param>
/// <param name="Hosts">The hosts.</param>
/// <param name="Software">The affected software that an inventory knows on these hosts; empty where none is.</param>
internal sealed record FixModel(
    string Solution, bool HasSolution, DetectionModel[] Detections, int MoreDetections, string Hosts, string Software)
{
    public static FixModel Of(FixGroup fix, int limit, DateOnly today)
    {
        DetectionModel[] detections = [.. fix.Detection.Take(Math.Max(limit, 1)).Select(detection => DetectionModel.Of(detection, limit, today))];
        string instead = detections[0].Cves.Length > 0 ? detections[0].Cves : detections[0].Title;
        return new FixModel(
            TicketModel.Value(fix.Solution ?? instead),
            fix.Solution is not null,
            [.. detections.Take(limit)],
            Math.Max(0, fix.Detection.Length - limit),
            TicketModel.Join(fix.Host, limit),
            TicketModel.Join(fix.Software, limit));
    }
}
