namespace SecAutomation.Engine.Projection.Xml;

/// <summary>One element of an XML path.</summary>
internal sealed record XmlStep(string Name, IReadOnlyList<XmlPredicate> Predicates)
{
    public bool IsSame(string name, IReadOnlyList<XmlPredicate> predicates) =>
        string.Equals(Name, name, StringComparison.Ordinal) && Predicates.SequenceEqual(predicates);
}
