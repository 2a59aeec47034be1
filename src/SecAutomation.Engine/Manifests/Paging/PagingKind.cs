using System.Diagnostics.CodeAnalysis;

namespace SecAutomation.Engine.Manifests.Paging;

/// <summary>How a stream is divided into answers.</summary>
public enum PagingKind
{
    /// <summary>One answer holds everything.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "The word that manifests use.")]
    Single,

    /// <summary>Pages by how many records stand before them.</summary>
    Offset,

    /// <summary>Pages by number.</summary>
    Page,

    /// <summary>Pages by the smallest number that a record of theirs may have.</summary>
    Seek,

    /// <summary>Each page names a cursor for the next.</summary>
    Cursor,

    /// <summary>Each page names the address of the next.</summary>
    Link,

    /// <summary>A job that is made, looked at, and fetched in chunks.</summary>
    Export,
}
