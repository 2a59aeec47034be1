using System.Runtime.InteropServices;

namespace SecAutomation.Engine.Projection;

/// <summary>An attribute whose value goes somewhere.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AttributeCapture(string Name, Capture Capture);
