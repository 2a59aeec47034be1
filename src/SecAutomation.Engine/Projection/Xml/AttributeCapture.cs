using System.Runtime.InteropServices;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Projection.Xml;

/// <summary>An attribute whose value goes somewhere.</summary>
/// <param name="Name">Its name without prefix, in UTF-8.</param>
/// <param name="Capture">Where it goes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AttributeCapture(byte[] Name, Capture Capture);
