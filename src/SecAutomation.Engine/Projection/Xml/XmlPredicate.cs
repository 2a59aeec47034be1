using System.Runtime.InteropServices;

namespace SecAutomation.Engine.Projection.Xml;

/// <summary>An attribute that an element must have.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct XmlPredicate(string Attribute, string Value);
