using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Errors;
using SecAutomation.Commands.Transformation;
using SecAutomation.Remediation.Intelligence.Cvss;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Scores CVSS vectors of any version.</summary>
[Cmdlet(VerbsData.ConvertFrom, "CvssVector")]
[OutputType(typeof(CvssScore))]
public sealed class ConvertFromCvssVectorCommand : SecCmdlet
{
    /// <summary>Vectors, or objects that carry one in <c>CvssVector</c> or <c>Vector</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true), AllowEmptyString]
    [CvssVectorTransformation]
    public string[] Vector { get; set; } = [];

    /// <summary>Only vectors as their specification writes them.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    protected override void Accept()
    {
        foreach (string vector in Vector)
        {
            try
            {
                WriteObject(CvssScores.Of(CvssVector.Parse(vector, Strict ? CvssStrictness.Strict : CvssStrictness.Lenient)));
            }
            catch (FailureException failure)
            {
                WriteError(Failures.ToErrorRecord(failure, vector));
            }
        }
    }
}
