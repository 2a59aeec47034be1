namespace SecAutomation.Remediation.Delivery;

/// <summary>A comment that is made once, however often it is asked for.</summary>
/// <param name="Text">The text in the tracker's dialect; the stamp stands in it.</param>
/// <param name="Stamp">What a comment is looked for by before it is repeated, see <see cref="CommentStamp"/>.</param>
public sealed record TrackerComment(string Text, string Stamp);
