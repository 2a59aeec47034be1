using System.Collections;
using System.Management.Automation;

namespace SecAutomation.Commands.Transformation;

/// <summary>What <c>-InputObject</c> was given: an object of the pipeline, or a list where it was named.</summary>
/// <remarks>A parameter that is a list itself would have the engine make one around each object of the pipeline, which costs as much as the rest of its binding.</remarks>
internal static class GivenObjects
{
    /// <summary>Takes the objects one by one.</summary>
    /// <param name="given">What was given; null where nothing was.</param>
    /// <param name="take">Takes an object; null where the list, or the pipeline, held none in its place.</param>
    public static void Each(PSObject? given, Action<PSObject?> take)
    {
        if (given?.BaseObject is IList list)
        {
            foreach (object? member in list)
                take(member is null ? null : PSObject.AsPSObject(member));
        }
        else
        {
            take(given);
        }
    }
}
