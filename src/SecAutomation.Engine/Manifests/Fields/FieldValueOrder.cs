namespace SecAutomation.Engine.Manifests.Fields;

/// <summary>Which of several paths counts.</summary>
internal enum FieldValueOrder
{
    /// <summary>The first path that has a value.</summary>
    First,

    /// <summary>All paths that have values.</summary>
    All,

    /// <summary>The first path whose values hold a CVE.</summary>
    FirstWithCve,
}
